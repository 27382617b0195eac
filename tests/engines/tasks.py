"""Functions for the workers of a cluster."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from processes import wait_until

Numbers = tuple[int, ...]


def slowly(task: tuple[str, int], beat: Callable[[int, str], None]) -> int:
    """Leaves a mark named by the task and the raylet it runs under."""
    folder, number = task
    beat(0, str(number))
    raylet = Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1]
    (Path(folder) / f"{number}-{raylet}-{os.getpid()}").touch()
    time.sleep(1)
    return number


def meet(folder: str) -> int:
    """Waits until another process is at such a task too."""
    (Path(folder) / str(os.getpid())).touch()
    wait_until(lambda: len(list(Path(folder).iterdir())) > 1, "another process")
    return os.getpid()


def kill_the_watcher(task: Numbers, beat: Callable[[int, str], None]) -> Numbers:
    """Number 3 kills not its own process but the worker of Ray that watches over it."""
    beat(0, "")
    if 3 in task:
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    return task


class Halves:
    """Salvage of tuples of numbers."""

    def split(self, task: Numbers, at: int | None) -> list[Numbers]:
        middle = len(task) // 2
        return [task[:middle], task[middle:]] if middle else []

    def alone(self, task: Numbers, at: int) -> Numbers:
        return task

    def give_up(self, task: Numbers, name: str, why: str, trace: str) -> Numbers:
        return (*(-number for number in task),)
