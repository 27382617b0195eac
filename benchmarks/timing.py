"""Commands timed as whole processes, in rounds, so that whatever else the machine does meets all of them alike."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds of one command: processor time of all its processes, and time on the clock."""

    processor: float
    clock: float


class Spread(NamedTuple):
    """Several rounds of one command, in seconds."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, times: Sequence[float]) -> Spread:
        """The median and the range of some times."""
        return cls(median(times), min(times), max(times))

    def cells(self, unit: float = 1.0, digits: int = 2) -> list[str]:
        """Median and range for a table, in seconds times `unit`."""
        middle, least, most = (f"{value * unit:,.{digits}f}" for value in self)
        return [middle, f"{least}–{most}"]


def spend(command: Sequence[object], *, cores: int | None = None) -> Spent:
    """Run a command that has to end with 0, on so many cores."""

    def limit() -> None:
        if cores:
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, preexec_fn=limit)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return Spent(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start)


def interleave(tasks: Mapping[str, Callable[[], Spent]], rounds: int, seconds: float) -> dict[str, list[Spent]]:
    """Every task in every round, the order turned round each time; no round is begun after so many seconds."""
    times: dict[str, list[Spent]] = {name: [] for name in tasks}
    start = time.monotonic()
    for number in range(rounds):
        if number and time.monotonic() - start > seconds:
            break
        for name in list(tasks) if number % 2 else list(reversed(tasks)):
            times[name].append(tasks[name]())
    return times
