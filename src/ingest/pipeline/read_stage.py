"""The reading stage: shards of the plan to one receipt of everything that was read."""

from __future__ import annotations

import heapq
from itertools import chain, pairwise
from pathlib import Path

from ingest.diagnostics import diagnose
from ingest.engines import Engine
from ingest.pipeline.large_tables import CutFile
from ingest.pipeline.plan import Plan
from ingest.pipeline.progress import Progress
from ingest.pipeline.sharding import make_shards
from ingest.shard.dump_outcome import Reader
from ingest.shard.receipt import Receipt, Shard, Task
from ingest.shard.versions import ReadingSettings
from ingest.shard.worker_call import FILE, SLOWEST, run_shard, stage
from ingest.sources.file_formats import holds_many
from ingest.store.files import Files
from ingest.tables import Outcome


def read_all(
    plan: Plan, reading: ReadingSettings, staging: Path, files: Files, engine: Engine, progress: Progress
) -> Receipt:
    """Read all steps of a plan. Returns one receipt of everything."""
    whole = Receipt()
    cut: dict[str, CutFile] = {}
    files.make_folder(staging)
    aside = _set_aside(plan, reading, staging, files)
    shards = make_shards(plan.steps, reading, staging, files, engine.workers, cut) if plan.steps else ()
    for receipt in chain(aside, engine.map_guarded(run_shard, shards, Rescue())):
        _add(cut[receipt.cut].receipt if receipt.cut else whole, receipt)
        progress.advance(receipt.dumps, receipt.bytes)
    unfit = []
    for file in cut.values():
        if file.fits():
            _add(whole, _whole(file, Shard((file.task,), str(staging), reading, files)))
        else:
            unfit.append(plan.steps.places.index(file.task.place))
    again = (Shard((plan.steps[number].task,), str(staging), reading, files) for number in unfit)
    for receipt in engine.map_guarded(run_shard, again, Rescue()):  # what was read of their stretches does not count
        _add(whole, receipt)
    return whole


def _whole(file: CutFile, shard: Shard) -> Receipt:
    """The receipt of a file whose stretches fit together."""
    file.join()
    if file.problem:
        dump = file.task.dump
        file.receipt.partly.add(dump.uri)
        stage([Reader(shard.reading).refused(dump.uri, dump.source, file.problem)], file.receipt, shard)
    return file.receipt


class Rescue:
    """What becomes of a shard that kills its worker: it is cut down to the dump that did it."""

    def split(self, task: Shard, at: int | None) -> list[Shard]:
        """The suspect alone and the others; halves where no dump is suspected; nothing for one dump."""
        tasks = task.tasks
        if len(tasks) == 1:
            return [_with(task, (one,)) for one in _cut_file(tasks[0], at)]
        cuts = [0, at, at + 1, len(tasks)] if at is not None else [0, len(tasks) // 2, len(tasks)]
        return [_with(task, tasks[start:end]) for start, end in pairwise(cuts) if end > start]

    def alone(self, task: Shard, at: int) -> Shard:
        """The suspect file, or the suspect dump of a file of many."""
        if len(task.tasks) > 1:
            return _with(task, task.tasks[at : at + 1])
        return _with(task, tuple(_cut_file(task.tasks[0], at)[1:]) or task.tasks)

    def give_up(self, task: Shard, name: str, why: str, trace: str) -> Receipt:
        """The receipt of a dump that cannot be read: it is in quarantine."""
        dump = task.tasks[0].dump
        uri = name if name.startswith(dump.uri) else dump.uri
        outcome = Reader(task.reading).refused(uri, dump.source, diagnose("E203", 1, detail=why))
        receipt = Receipt(task.cut, failures={uri: trace}, partly={dump.uri} if uri == dump.uri else set())
        return stage([outcome], receipt, task)


def _with(shard: Shard, tasks: tuple[Task, ...]) -> Shard:
    return Shard(tasks, shard.staging, shard.reading, shard.files)


def _cut_file(task: Task, at: int | None) -> list[Task]:
    """A file of many dumps without the suspect, and the suspect alone."""
    if at in (None, FILE) or task.only is not None or not holds_many(task.dump.uri):
        return []
    return [task._replace(skip=task.skip | {at}), task._replace(only=at)]


def _set_aside(plan: Plan, reading: ReadingSettings, staging: Path, files: Files) -> list[Receipt]:
    """The receipt of what discovery set aside and the ledger does not know as such."""
    if not plan.set_aside:
        return []
    reader = Reader(reading)
    outcomes: list[Outcome] = [
        reader.refused(
            item.uri,
            item.source,
            item.diagnostic,
            status="skipped" if item.diagnostic.severity == "info" else "quarantined",
        )
        for item in plan.set_aside
    ]
    return [stage(outcomes, Receipt(), Shard((), str(staging), reading, files))]


def _add(whole: Receipt, receipt: Receipt) -> None:
    whole.sources |= receipt.sources
    whole.read += receipt.read
    whole.left += receipt.left
    whole.statuses += receipt.statuses
    whole.contents.extend(receipt.contents)
    whole.notices += receipt.notices
    whole.fragments += receipt.fragments
    whole.codes += receipt.codes
    for code, examples in receipt.examples.items():
        whole.keep_examples(code, examples)
    whole.failures |= receipt.failures
    whole.bytes += receipt.bytes
    whole.unpacked += receipt.unpacked
    whole.partly |= receipt.partly
    whole.slowest = heapq.nlargest(SLOWEST, [*whole.slowest, *receipt.slowest])
