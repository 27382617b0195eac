"""Disks that count, that fail, and that are the last thing a process touches."""

from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

from ingest.store.files import Files


class Counting(Files):
    """Counts the steps of a run."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, operation: str, path: Path) -> None:
        self.steps.append(operation)


class Failing(Counting):
    """Full at step number `at`, and at no other."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at

    def step(self, operation: str, path: Path) -> None:
        super().step(operation, path)
        if len(self.steps) == self._at + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Deadly(Counting):
    """Kills the process at step number `at`."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self._at = at

    def step(self, operation: str, path: Path) -> None:
        super().step(operation, path)
        if len(self.steps) == self._at + 1:
            os.kill(os.getpid(), signal.SIGKILL)
