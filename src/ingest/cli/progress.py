"""What long work is doing, on standard error: a live line on a terminal, else a line now and then, or JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from ingest.cli.log import log
from ingest.pipeline import Progress, Stage

LABELS: dict[Stage, str] = {
    "discover": "looking for dumps",
    "plan": "comparing with the last snapshot",
    "read": "reading dumps",
    "write": "writing tables",
    "export": "writing exports and descriptions",
    "publish": "publishing",
    "originals": "looking for the dumps' texts",
    "pages": "writing pages",
    "index": "writing the catalogue",
}
_EVERY = 10.0  # seconds between plain lines of one stage


@contextmanager
def display(lines: str) -> Iterator[Progress]:
    """The display that suits `lines` (text or json) and standard error, as long as the block lasts."""
    if lines == "json":
        yield JsonLines()
    elif sys.stderr.isatty():
        with Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[count]}"),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(compact=True),
            console=Console(stderr=True),
            transient=True,
        ) as bars:
            yield LiveLine(bars)
    else:
        yield PlainLines()


class LiveLine:
    """A bar with rate and time left, gone when the run is over."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._task: TaskID | None = None

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


class PlainLines:
    """One line a stage, and one every ten seconds while it lasts."""

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """Say what comes."""
        self._stage, self._total, self._done, self._bytes = stage, total, 0, 0
        self._start = self._told = time.monotonic()
        self.begin()

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Say how far it is, now and then."""
        self._done += steps
        self._bytes += bytes
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            rate = self._done / (now - self._start)
            self.tell(rate, self._left(rate))

    def _left(self, rate: float) -> float | None:
        """Seconds to go. Unknown for files that hold many dumps: nobody knows how many before they are read."""
        known = self._total is not None and self._done <= self._total and rate > 0
        return (self._total - self._done) / rate if known and self._total is not None else None

    def begin(self) -> None:
        """Print the first line of a stage."""
        total = "" if self._total is None else f" ({self._total:,})"
        click.echo(f"ingest: {LABELS[self._stage]}{total}", err=True)

    def tell(self, rate: float, left: float | None) -> None:
        """Print a line; `rate` is per second, `left` in seconds."""
        whole = "" if left is None else f" of {self._total:,}"
        more = "" if left is None else f", {left:,.0f} s left"
        click.echo(f"ingest: {LABELS[self._stage]}: {self._done:,}{whole}, {rate:,.0f}/s{more}", err=True)


class JsonLines(PlainLines):
    """The same as JSON objects, one a line, for collectors of logs."""

    def begin(self) -> None:
        """Print the first object of a stage."""
        log("stage", {"stage": self._stage, "total": self._total})

    def tell(self, rate: float, left: float | None) -> None:
        """Print an object."""
        fields = {"stage": self._stage, "done": self._done, "total": self._total, "bytes": self._bytes}
        log("progress", fields | {"rate": round(rate, 1), "seconds_left": None if left is None else round(left, 1)})
