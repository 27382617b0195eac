"""`run` and `plan`: the stages in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from ingest.engines import Engine
from ingest.engines.select import open_engine
from ingest.errors import DamagedDataset, IngestError, RunRefused, StoreError
from ingest.exit_codes import DONE, FAILED, INTERRUPTED, QUARANTINED
from ingest.grammar import load_grammars, word_sources
from ingest.pipeline.cache_rows import stats_after
from ingest.pipeline.compared_dumps import read_again
from ingest.pipeline.drift import find_drift
from ingest.pipeline.gc_pause import no_search_for_cycles
from ingest.pipeline.lost_dumps import find_loss, foresee_loss
from ingest.pipeline.next_state import State, next_state
from ingest.pipeline.plan import Mask, Plan, make_plan
from ingest.pipeline.precedence import merge_sources
from ingest.pipeline.previous_snapshot import Before, distrust, examine, guard_damage, keep_checked
from ingest.pipeline.progress import Progress, Silent
from ingest.pipeline.publish_guards import enforce, is_large, judge, why_deletions, why_failures, why_falls
from ingest.pipeline.publishing import Publisher
from ingest.pipeline.read_anew import find_anew
from ingest.pipeline.recorder import Recorder
from ingest.pipeline.report import Fall, Report
from ingest.pipeline.report_file import Page, ReportFile, guard_report
from ingest.pipeline.signals import in_good_order
from ingest.release_memory import give_back
from ingest.settings import Settings
from ingest.shard.receipt import Receipt
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found, discover
from ingest.sources.inputs import Input, parse_inputs
from ingest.sources.own_output import Written
from ingest.store.cache import load_stats, long_ago, save_stats
from ingest.store.dataset_folder import guard_place
from ingest.store.files import Files
from ingest.store.fragments import Fragment
from ingest.store.held_snapshot import Held, forget_undone, hold, read_held
from ingest.store.layout import Layout
from ingest.store.lock import lock
from ingest.store.manifest import Manifest
from ingest.store.snapshot import Snapshot
from ingest.store.snapshot_draft import Draft, next_number, prune, publish, sweep

STOPPED = "Stopped. Nothing was published; the next run starts again."
_STATS = "stats.arrow"


class Foreseen(NamedTuple):
    """Losses that a plan shows, however small, and why a run would be `refused` for them; None if it would not."""

    losses: tuple[Fall, ...]
    refused: str | None


def run(
    settings: Settings, *, progress: Progress | None = None, files: Files | None = None, page: Page | None = None
) -> Report:
    """Bring the dataset at `settings.out` up to date with the inputs, and say what was done.

    The report's `exit_code` is 0, 3 (new dumps in quarantine) or 4 (refused, nothing published). `page` makes the
    report's page, where the settings want one. Raises UsageError before anything is done, LockHeld if another run is
    at it, StoreError if the dataset cannot be read or written; then a report is left where one can be written. In the
    main thread SIGTERM and SIGINT end a run as SystemExit(143) and KeyboardInterrupt, with a note on what became of
    the run.
    """
    files = files or Files()
    layout = Layout(settings.out)
    inputs = parse_inputs(settings.inputs)
    guard_report(settings)
    guard_place(layout)
    load_grammars(settings.grammars, word_sources(settings.words))
    engine = open_engine(settings)
    progress = progress or Silent()
    with in_good_order(), lock(layout.lock, settings.wait, progress.wait, files.lacks):
        recorder = Recorder(settings, progress)
        report = ReportFile(layout, settings, recorder.id, files, page)
        try:
            return _Run(settings, layout, files, engine, recorder, report).run(inputs)
        except RunRefused as refused:
            recorder.note(exit_code=refused.exit_code, error=str(refused))
            files.remove(layout.staging)
            told = recorder.report()
            report.prepare(told)
            report.settle()
            return told
        except BaseException as error:  # signals and bugs of ours are told as well
            recorder.note(exit_code=_exit_code(error), error=_told(error))
            engine.close()  # workers may still be staging
            if isinstance(error, DamagedDataset):
                distrust(layout, files)
            told = recorder.report()
            _leave(layout, files, report, told)
            if isinstance(error, KeyboardInterrupt | SystemExit):
                error.add_note(_stopped(told))
            raise
        finally:
            engine.close()


def plan(settings: Settings) -> Plan:
    """What a run would do, and why; nothing is read but names, stamps and the ledger, and nothing is written.

    Raises UsageError and StoreError as a run would.
    """
    layout = Layout(settings.out)
    found = _discover(parse_inputs(settings.inputs), settings)
    return _plan(settings, found, layout, examine(layout, None))


def foresee(todo: Plan, settings: Settings) -> Foreseen:
    """Return what a run of this plan would lose, as far as that is known without reading, and whether a guard would
    stop it.
    """
    losses = list(foresee_loss(todo))
    judged = judge(losses, settings)
    reasons = _why_loss(todo, todo.missing, todo.found_sources, judged, settings)
    small = [loss for loss in losses if not is_large(loss, settings)]
    return Foreseen((*judged, *small), "; ".join(reasons) or None)


class _Run:
    """One run, under the lock."""

    def __init__(
        self,
        settings: Settings,
        layout: Layout,
        files: Files,
        engine: Engine,
        recorder: Recorder,
        report: ReportFile,
    ) -> None:
        self._settings, self._layout, self._files = settings, layout, files
        self._engine, self._recorder, self._report = engine, recorder, report
        self._staging = layout.staging / recorder.id

    def run(self, inputs: list[Input]) -> Report:
        """All stages."""
        gathered = self._gather(inputs)
        give_back()  # workers need more room for leaves than for dumps
        return self._write(*gathered)

    def _gather(self, inputs: list[Input]) -> tuple[Before, list[str], list[Fragment], State]:
        """What there was, the sources looked at, staged rows and the state they lead to: all that writing needs.

        What else was known of each dump, gigabytes for millions of them, is gone before that begins.
        """
        since = long_ago()
        with no_search_for_cycles():
            before, found, todo = self._look(inputs)
        give_back()  # planning takes a few columns of all files
        self._guard_before_reading(todo)
        receipt, state = self._read(todo)
        self._guard(before, todo, receipt, state)
        guard_damage(before, todo.ledger, state, found.sources)
        if receipt.contents:
            save_stats(self._layout.cache / _STATS, stats_after(todo, receipt.contents, since), self._files)
        return before, found.sources, receipt.fragments, state

    def _guard_before_reading(self, todo: Plan) -> None:
        """Stop at a loss that needs no reading to be seen."""
        falls = judge(foresee_loss(todo), self._settings)
        reasons = list(_why_loss(todo, todo.missing, todo.found_sources, falls, self._settings))
        if reasons:
            self._recorder.note(falls=falls)
        enforce(reasons)

    def _guard(self, before: Before, todo: Plan, receipt: Receipt, state: State) -> None:
        """Compare what was read with the snapshot before; stop if too much fell, or too much cannot be read."""
        again = read_again(todo, receipt.fragments)
        found = [*find_loss(todo, state.missing, again), *find_drift(todo, before, receipt.fragments, again)]
        falls = judge(found, self._settings)
        self._recorder.note(falls=falls)
        reasons = _why_loss(todo, state.missing, state.left, falls, self._settings)
        enforce([*reasons, *why_failures(state, receipt.notices, self._settings)])

    def _look(self, inputs: list[Input]) -> tuple[Before, Found, Plan]:
        """What there is, what was, and what is to do."""
        self._recorder.stage("discover")
        sweep(self._layout, self._files)
        read_held(self._layout)  # a note that cannot be read is met while nothing has happened yet
        before = examine(self._layout, self._files, trust_stamps=not self._settings.verify_content)
        found = _discover(inputs, self._settings)
        self._recorder.note_found(found, before)
        self._recorder.stage("plan")
        todo = _plan(self._settings, found, self._layout, before)
        self._recorder.note_plan(todo)
        if before.snapshot:
            number = before.snapshot.number
            self._recorder.note(anew=find_anew(todo, self._settings, self._layout, number))
        return before, found, todo

    def _read(self, todo: Plan) -> tuple[Receipt, State]:
        """Dumps to staged rows, and the state they lead to."""
        settings, recorder = self._settings, self._recorder
        recorder.stage("read", len(todo.steps))
        receipt = Receipt()
        if todo.steps or todo.set_aside:
            from ingest.pipeline.read_stage import read_all  # the reader comes with it

            staging, reading = self._staging / "fragments", ReadingSettings.of(settings)
            receipt = read_all(todo, reading, staging, self._files, self._engine, recorder)
        state = next_state(todo, receipt, keep_deleted=settings.on_delete == "keep")
        recorder.note_reading(receipt, state)
        recorder.note(exit_code=QUARANTINED if state.new_in_quarantine else DONE)
        return receipt, state

    def _write(self, before: Before, looked_at: list[str], fragments: list[Fragment], state: State) -> Report:
        """Staged rows to a snapshot, if it would be another one."""
        sources = merge_sources(before.manifest.sources if before.manifest else (), looked_at, state.sources)
        publisher = Publisher(self._layout, before, self._settings, self._engine, self._recorder)
        if not publisher.is_current(state, sources):
            draft = Draft(self._staging / "snapshot", self._files, before.folder)
            manifest = publisher.write(draft, state, fragments, sources)
            if publisher.is_news(manifest):
                return self._publish(draft, manifest)
        assert before.snapshot  # with nothing published, even nothing would be news
        self._recorder.note_content(before.snapshot.folder, before.snapshot.manifest)
        return self._end(before.snapshot)

    def _publish(self, draft: Draft, manifest: Manifest) -> Report:
        """The one step that readers see, with everything that can fail before it."""
        self._recorder.stage("publish")
        draft.seal(manifest)
        number = next_number(self._layout)
        self._recorder.note_published(number, manifest)
        self._recorder.note_content(draft.folder, manifest)
        self._recorder.note(lacks=tuple(sorted(self._files.lacks)))
        report = self._recorder.report()
        try:
            self._report.prepare(report)
            self._hold(report.falls, number)
            publish(self._layout, draft, number)
        except BaseException:
            self._recorder.note(published=self._layout.published() == number, snapshot=self._layout.published())
            raise
        self._report.settle()
        prune(self._layout, self._files, self._settings.keep)
        self._files.remove(self._layout.staging)
        keep_checked(self._layout, Snapshot(number, self._layout.snapshot(number), manifest), self._files)
        return report

    def _hold(self, falls: Sequence[Fall], number: int) -> None:
        """Let the published snapshot stay where the next one, of this number, has lost much."""
        before = self._layout.published()
        if falls and before is not None:
            hold(self._layout, Held(before, number, falls[0].change), self._files)
        else:
            forget_undone(self._layout, number, self._files)

    def _end(self, published: Snapshot) -> Report:
        """There is nothing to publish."""
        self._files.remove(self._layout.staging)
        keep_checked(self._layout, published, self._files)
        report = self._recorder.report()
        self._report.prepare(report)
        self._report.settle()
        return report


def _discover(inputs: list[Input], settings: Settings) -> Found:
    written = Written.of(settings.out, settings.report_file)
    return discover(inputs, written, rows=settings.text_column is not None, limit=settings.max_bytes)


def _why_loss(
    plan: Plan, missing: Mask, left: Collection[str], falls: Sequence[Fall], settings: Settings
) -> Iterator[str]:
    yield from why_deletions(plan.ledger, missing, left, falls, settings)
    yield from why_falls(falls)


def _plan(settings: Settings, found: Found, layout: Layout, before: Before) -> Plan:
    return make_plan(
        found,
        before.ledger(),
        load_stats(layout.cache / _STATS),
        ReadingSettings.of(settings),
        trust_stamps=not settings.verify_content,
        damaged=before.damaged_leaves,
        retry=settings.retry,
        migrate=before.has_other_schema,
    )


def _exit_code(error: BaseException) -> int:
    if isinstance(error, IngestError):
        return error.exit_code
    if isinstance(error, SystemExit):
        return int(error.code or 0)
    return INTERRUPTED if isinstance(error, KeyboardInterrupt) else FAILED


def _told(error: BaseException) -> str:
    if isinstance(error, SystemExit | KeyboardInterrupt):
        return f"ended by {'Ctrl-C' if isinstance(error, KeyboardInterrupt) else 'SIGTERM'}"
    if isinstance(error, IngestError):
        return str(error)
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


def _stopped(report: Report) -> str:
    """What is left of a run that was stopped."""
    if report.published:
        return f"Stopped. Snapshot {report.snapshot} was published before."
    return STOPPED


def _leave(layout: Layout, files: Files, file: ReportFile, report: Report) -> None:
    """Leave nothing of a run that failed but its report. It has an error to tell already; another adds nothing."""
    with suppress(StoreError):
        files.remove(layout.staging)  # first: on a full disk this is the room that is missing
    try:
        file.prepare(report)
        file.settle()
    except StoreError:
        with suppress(StoreError):
            file.withdraw()
