"""Engines: they map a function over tasks. All they know of dumps is that one of them may kill a worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

Beat = Callable[[int, str], None]
"""Tells a supervisor which part of a task is at hand (-1: none) and its name; each call starts the deadline anew."""


class Salvage(Protocol[T, R_co]):
    """What to do with a task that kills its worker. Its function takes a Beat behind the task."""

    def split(self, task: T, at: int | None) -> Sequence[T]:
        """Smaller tasks that make up this one, the suspect part `at` alone; empty if it cannot be split."""

    def alone(self, task: T, at: int) -> T:
        """The suspect part as a task, equal to the one that `split` gives; the task itself if it cannot be split."""

    def give_up(self, task: T, name: str, why: str, trace: str) -> R_co:
        """The result of a task that cannot be done; `name` is of its part, `trace` what its worker said last."""


class Engine(Protocol):
    """Runs tasks, in any order, anywhere; a task may run twice."""

    @property
    def workers(self) -> int:
        """How many tasks it runs at once, 1 or more."""

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The results, as they come. An exception of `function` ends the run; so does a task lost for good."""

    def map_guarded(self, function: Callable[[T, Beat], R], tasks: Iterable[T], salvage: Salvage[T, R]) -> Iterator[R]:
        """The results, as they come. A task that kills its worker is salvaged."""

    def close(self) -> None:
        """Let all workers go."""


def peek(tasks: Iterable[T]) -> tuple[int, Iterator[T]]:
    """Return how many tasks there are, counted up to 2, and all of them: one task alone is not worth a worker.

    The other tasks are not made before they are needed: each leaf's holds thousands of ids.
    """
    rest = iter(tasks)
    first = tuple(islice(rest, 2))
    return len(first), chain(first, rest)
