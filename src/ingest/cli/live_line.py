"""What a run is doing, for a person: one live line with rate and time left, gone when the run is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from ingest.cli.progress import LABELS
from ingest.pipeline import Stage


@contextmanager
def live_line() -> Iterator[LiveLine]:
    """A line on standard error, as long as the block lasts."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[count]}"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        transient=True,
    ) as bars:
        yield LiveLine(bars)


class LiveLine:
    """A bar with rate and time left, gone when the run is over."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._task: TaskID | None = None

    def wait(self, holder: str) -> None:
        """Say for whom, until the first stage takes the line."""
        self._task = self._bars.add_task(f"waiting for {holder}", total=None, rate="", count="")

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """The next stage takes the line."""
        if self._task is not None:
            self._bars.remove_task(self._task)
        self._task = self._bars.add_task(LABELS[stage], total=total, rate="", count="")

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)
            bar = self._bars.tasks[0]
            if bar.total is not None and bar.completed > bar.total:  # a file that holds many dumps
                bar.total = None
            count = f"{bar.completed:,.0f}" + ("" if bar.total is None else f"/{bar.total:,.0f}")
            self._bars.update(self._task, count=count, rate=f"{bar.speed:,.0f}/s" if bar.speed else "")
