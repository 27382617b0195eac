"""`run` and `plan`: the stages in their order."""

from __future__ import annotations

import numpy as np

from ingest.engines import Engine
from ingest.engines.select import open_engine
from ingest.errors import IngestError, RunRefused, StoreError
from ingest.grammar import load_grammars
from ingest.pipeline.guards import guard_deletions, guard_failures
from ingest.pipeline.ledger import load_ledger
from ingest.pipeline.plan import Plan, make_plan
from ingest.pipeline.progress import Progress, Silent
from ingest.pipeline.publishing import Publisher, merge_sources
from ingest.pipeline.reading import read_all
from ingest.pipeline.recorder import Recorder, save
from ingest.pipeline.report import Report
from ingest.pipeline.state import State, next_state
from ingest.settings import Settings
from ingest.shard.receipt import Receipt
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found, discover
from ingest.sources.inputs import Input, parse_inputs
from ingest.store.cache import load_stats, save_stats, settled
from ingest.store.damage import damaged
from ingest.store.draft import Draft, sweep
from ingest.store.files import Files
from ingest.store.layout import Layout
from ingest.store.leaves import Leaf
from ingest.store.lock import lock
from ingest.store.manifest import Export, Part
from ingest.store.snapshot import Snapshot, open_snapshot

_STATS, _CHECKED = "stats.arrow", "checked.json"


def run(settings: Settings, *, progress: Progress | None = None, files: Files | None = None) -> Report:
    """Bring the dataset at `settings.out` up to date with the inputs, and say what was done.

    The report's `exit_code` is 0, 3 (new dumps in quarantine) or 4 (refused, nothing published). Raises UsageError
    before anything is done, LockHeld if another run is at it, StoreError if the dataset cannot be read or written;
    then nothing is published, and a report is left where one can be written.
    """
    files = files or Files()
    layout = Layout(settings.out)
    inputs = parse_inputs(settings.inputs)
    load_grammars(settings.grammars)
    with lock(layout.lock, settings.wait):
        recorder = Recorder(settings, progress or Silent())
        engine = open_engine(settings)
        try:
            _run(settings, inputs, layout, files, engine, recorder)
        except RunRefused as refused:
            recorder.note(exit_code=refused.exit_code, error=str(refused))
        except IngestError as error:
            recorder.note(exit_code=error.exit_code, error=str(error))
            _save_if_possible(recorder.report(), layout, settings, files)
            raise
        finally:
            engine.close()
        report = recorder.report()
        save(report, layout, settings, files)
        files.remove(layout.staging)
        return report


def plan(settings: Settings) -> Plan:
    """What a run would do, and why; nothing is read or written but names, stamps and the ledger."""
    layout = Layout(settings.out)
    before = open_snapshot(layout)
    found = discover(parse_inputs(settings.inputs), rows=settings.text_column is not None)
    return _plan(settings, found, layout, before, _damage(before, layout, None))


def _run(
    settings: Settings, inputs: list[Input], layout: Layout, files: Files, engine: Engine, recorder: Recorder
) -> None:
    recorder.stage("discover")
    sweep(layout, files)
    before = open_snapshot(layout)
    recorder.note(snapshot=before.number if before else None)
    found = discover(inputs, rows=settings.text_column is not None)
    recorder.note(sources=tuple(found.sources), incomplete=_incomplete(found))

    recorder.stage("plan")
    damage = _damage(before, layout, files)
    todo = _plan(settings, found, layout, before, damage)
    recorder.note(reasons=_count_reasons(todo), rebuilt=tuple(damage))
    guard_deletions(todo, settings)

    staging = layout.staging / recorder.id
    reading = ReadingSettings.of(settings)
    receipt, receipts = read_all(todo, reading, staging / "fragments", files, engine, settings.workers, recorder)
    state = next_state(todo, receipt, keep_deleted=settings.on_delete == "keep")
    recorder.note_reading(receipt, state)
    guard_failures(state, settings)

    publisher = Publisher(layout, before, tuple(damage), settings, engine, recorder)
    _guard_damage(publisher, state, settings)
    sources = merge_sources(before.manifest.sources if before else (), found.sources)
    number = None
    if not publisher.is_current(state, sources):
        draft = Draft(staging / "snapshot", files, before.folder if before else None)
        manifest = publisher.write(draft, state, receipts, sources)
        number = publisher.publish(draft, manifest)
    _remember(layout, todo, receipt, files)
    published = open_snapshot(layout)
    recorder.note(
        published=number is not None,
        snapshot=published.number if published else None,
        rows=_count_rows(published),
        exit_code=3 if state.new_in_quarantine else 0,
    )


def _plan(settings: Settings, found: Found, layout: Layout, before: Snapshot | None, damage: list[str]) -> Plan:
    parts = before.manifest.parts if before else ()
    hurt = [part for part in parts if part.path in damage]
    ledger = load_ledger(before, [part.leaf for part in hurt if part.table == "documents"])
    return make_plan(
        found,
        ledger,
        load_stats(layout.cache / _STATS),
        ReadingSettings.of(settings),
        trust_stamps=not settings.verify_content,
        damaged={Leaf("" if part.leaf == "all" else part.leaf) for part in hurt},
    )


def _damage(before: Snapshot | None, layout: Layout, files: Files | None) -> list[str]:
    """Files of the snapshot that are not what was published; without `files`, nothing is remembered of the check."""
    if before is None:
        return []
    listed: list[Part | Export] = [*before.manifest.parts, *before.manifest.exports]
    return damaged(before, listed, layout.cache / _CHECKED, files)


def _guard_damage(publisher: Publisher, state: State, settings: Settings) -> None:
    """Raise StoreError if a damaged leaf holds dumps that this run cannot read again."""
    before = publisher.before
    for name in sorted(publisher.damaged_leaves):
        assert before is not None
        leaf = Leaf("" if name == "all" else name)
        known = before.manifest.leaf(name)["documents"].rows
        fresh = np.count_nonzero((state.fresh >= leaf.low.encode()) & (state.fresh <= leaf.high.encode()))
        gone = np.count_nonzero((state.removed >= leaf.low.encode()) & (state.removed <= leaf.high.encode()))
        if fresh + gone < known and not settings.allow_mass_delete:
            sources = ", ".join(before.manifest.sources)
            raise StoreError(
                f"{before.folder}: the leaf {name} is damaged and holds dumps that this run does not read; run with "
                f"all sources ({sources}), or go back with `ingest rollback`"
            )


def _incomplete(found: Found) -> tuple[str, ...]:
    return tuple(source for source, scope in found.scopes.items() if not scope.complete)


def _count_reasons(todo: Plan) -> dict[str, int]:
    reasons = [step.reason for step in todo.steps]
    return {str(reason): reasons.count(reason) for reason in sorted(set(reasons))}


def _count_rows(snapshot: Snapshot | None) -> dict[str, int]:
    rows: dict[str, int] = {}
    for part in snapshot.manifest.parts if snapshot else ():
        rows[part.table] = rows.get(part.table, 0) + part.rows
    return rows


def _remember(layout: Layout, todo: Plan, receipt: Receipt, files: Files) -> None:
    """Keep the stamps of all files that cannot change again without getting a new one."""
    if receipt.seen:
        seen = {item.uri: (item.stamp, item.content) for item in receipt.seen if settled(item.stamp)}
        save_stats(layout.cache / _STATS, todo.stats | seen, files)


def _save_if_possible(report: Report, layout: Layout, settings: Settings, files: Files) -> None:
    """A failed run has an error to tell already; that its report cannot be written adds nothing."""
    try:
        save(report, layout, settings, files)
    except StoreError:
        return
