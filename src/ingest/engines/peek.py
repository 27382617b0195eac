"""Whether tasks are worth a worker, without making them all: each leaf's holds thousands of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ingest.engines import T


def peek(tasks: Iterable[T]) -> tuple[int, Iterator[T]]:
    """How many tasks there are, counted up to 2; and all of them."""
    rest = iter(tasks)
    first = tuple(islice(rest, 2))
    return len(first), chain(first, rest)
