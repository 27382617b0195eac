"""No workers at all: everything in this process, unprotected. For `--workers 0`, debuggers and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ingest.engines import Beat, R, Salvage, T


class InlineEngine:
    """One task after the other. A dump that kills its worker kills this process."""

    workers = 1

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The results in the order of the tasks."""
        return map(function, tasks)

    def map_guarded(
        self,
        function: Callable[[T, Beat], R],
        tasks: Iterable[T],
        salvage: Salvage[T, R],
    ) -> Iterator[R]:
        """The results in the order of the tasks; nothing is salvaged."""
        return (function(task, lambda _at, _name: None) for task in tasks)

    def close(self) -> None:
        """Nothing to let go."""
