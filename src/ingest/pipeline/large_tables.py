"""Large tables: several workers read one stretch each, and all stretches together give one receipt, or none."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.shard.receipt import ID_BYTES, Receipt, Task
from ingest.sources.limits import Budget, Limits
from ingest.sources.table_model import Stretch
from ingest.sources.table_stretches import can_be_cut, cut
from ingest.store.cache import Contents

_SMALLEST, _LARGEST = 1 << 20, 8 << 20  # bytes of a stretch
_A_WORKER = 8  # stretches, so that all workers end at about the same time


def is_large(task: Task) -> bool:
    """Whether a file is worth being cut, and can be."""
    dump = task.dump
    return dump.stamp is not None and dump.stamp.size > _SMALLEST and can_be_cut(dump.uri)


class CutFile:
    """A file whose stretches are tasks; `receipt` combines their outcomes. `problem` is the limit that ended the file
    early.
    """

    def __init__(self, task: Task, limits: Limits, workers: int, encoding: str | None = None) -> None:
        self.task, self.receipt = task, Receipt()
        self.problem: Diagnostic | None = None
        self._limits, self._workers, self._encoding = limits, workers, encoding
        self._count, self._bytes, self._is_cut = 0, 0, False

    def tasks(self) -> Iterator[Task]:
        """A task a stretch, found when it is asked for."""
        for stretch in self._stretches():
            self._count += 1
            self._bytes = stretch.stamp.size if stretch.stamp else 0
            yield self.task._replace(stretch=stretch)
        self.task = self.task._replace(known={})  # as large as the file is, and not needed any more

    def _stretches(self) -> Iterator[Stretch]:
        try:
            self.problem = yield from cut(self.task.dump, self._size(), self._limits, self._encoding)
            self._is_cut = True
        except (UnreadableDump, OSError):
            return

    def _size(self) -> int:
        assert self.task.dump.stamp  # it is_large
        even = max(-(-self.task.dump.stamp.size // (self._workers * _A_WORKER)), _SMALLEST)
        # What is known of a file goes with each of its stretches: there must not be more of them in larger files.
        return even if self.task.known else min(even, _LARGEST)

    def fits(self) -> bool:
        """Whether one reader of the whole file would have given the same.

        That is so if all of it was read, it did not change and anything was in it, if no limit is passed by all
        stretches together, and if all names differ: of two alike, the second would have a number behind it.
        """
        if not self._is_cut or self.receipt.partly or not self.receipt.dumps:
            return False
        budget = Budget(self._limits, self._bytes, self.receipt.unpacked, self.receipt.dumps)
        ids = np.frombuffer(self.receipt.read + self.receipt.left, f"S{ID_BYTES}")
        return budget.is_kept() and len(np.unique(ids)) == len(ids)

    def join(self) -> None:
        """Make one content of those of the stretches; none, if one of them was not read whole."""
        contents, self.receipt.contents = self.receipt.contents, Contents()
        if len(contents) == self._count and not self.problem:
            self.receipt.contents.add(self.task.place, contents.sum())
