"""Sharding: the files that a run reads are dealt out to workers, a shard each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ingest.pipeline.files_to_read import Steps
from ingest.pipeline.large_tables import CutFile, is_large
from ingest.shard.receipt import Shard, Task
from ingest.shard.versions import ReadingSettings
from ingest.sources.file_formats import holds_many
from ingest.sources.ids import document_id
from ingest.store.files import Files

_LARGEST = 256  # dumps a shard: what is lost when a worker dies, and what a worker holds in memory
_SMALLEST = 16
_SHARDS_A_WORKER = 4
_MANY = 1 << 16  # files: above, looking for a leaf's rows in every shard would cost more than shared parts save


def make_shards(
    steps: Steps,
    reading: ReadingSettings,
    staging: Path,
    files: Files,
    workers: int,
    cut: dict[str, CutFile],
) -> Iterator[Shard]:
    """Slices of the steps, in the order of their uris: pages of one catalogue lie side by side and share parts.

    Of very many files in the order of the dumps' ids, so that a leaf finds its rows in few of the slices. Slices get
    smaller towards the end, so that the workers end together. Of large tables a stretch each; these files are noted
    in `cut`.
    """
    many = [number for number, uri in enumerate(steps.uris()) if holds_many(uri)]
    for number in many:
        for task in _cut(steps[number].task, reading, workers, cut):
            yield Shard((task,), str(staging), reading, files)
    singles = _in_order(steps, many)
    while len(singles):
        size = min(max(len(singles) // (workers * _SHARDS_A_WORKER), _SMALLEST), _LARGEST)
        yield Shard(tuple(steps[number].task for number in singles[:size].tolist()), str(staging), reading, files)
        singles = singles[size:]


def _in_order(steps: Steps, left_out: list[int]) -> npt.NDArray[np.int32]:
    """The numbers of the other steps, in the order in which they are read."""
    order = np.arange(len(steps), dtype=np.int32)
    if len(steps) > _MANY:
        ids = np.fromiter((document_id(uri).encode() for uri in steps.uris()), "S32", len(steps))
        order = np.argsort(ids).astype(np.int32)
    return order[~np.isin(order, left_out)]


def _cut(task: Task, reading: ReadingSettings, workers: int, cut: dict[str, CutFile]) -> Iterator[Task]:
    if not is_large(task):
        return iter((task,))
    file = cut[task.dump.uri] = CutFile(task, reading.limits, workers, reading.encoding)
    return file.tasks()
