"""File systems that fail, and processes that die, at one chosen step."""

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
        self.steps.append(f"{operation} {path.name}")


class Failing(Counting):
    """Fails at step number `at`, as on a full disk, and at no other."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def step(self, operation: str, path: Path) -> None:
        super().step(operation, path)
        if len(self.steps) == self.at + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Dying(Counting):
    """The process is killed at step number `at`; nothing of it gets to clean up."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def step(self, operation: str, path: Path) -> None:
        super().step(operation, path)
        if len(self.steps) == self.at + 1:
            os.kill(os.getpid(), signal.SIGKILL)
