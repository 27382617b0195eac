"""What a run is doing, on standard error: a live line on a terminal, else a plain line now and then, or JSON lines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from ingest.pipeline import Progress, Stage

LABELS: dict[Stage, str] = {
    "discover": "looking for dumps",
    "plan": "comparing with the last snapshot",
    "read": "reading dumps",
    "write": "writing tables",
    "export": "exporting JSON and CSV",
    "publish": "publishing",
}
_EVERY = 10.0  # seconds between plain lines of one stage


@contextmanager
def display(form: str) -> Iterator[Progress]:
    """The display that suits `form` and standard error, as long as the block lasts."""
    if form == "json":
        yield JsonLines()
    elif sys.stderr.isatty():
        with Bars(
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
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
        self._task = self._bars.add_task(LABELS[stage], total=total, rate="")

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)
            speed = self._bars.tasks[0].speed
            self._bars.update(self._task, rate=f"{speed:,.0f}/s" if speed else "")


class PlainLines:
    """One line a stage, and one every ten seconds while it lasts."""

    def stage(self, stage: Stage, total: int | None = None) -> None:
        """Say what comes."""
        self._stage, self._total, self._done, self._bytes = stage, total, 0, 0
        self._start = self._told = time.monotonic()
        self.tell("" if total is None else f" ({total:,})")

    def advance(self, steps: int, bytes: int = 0) -> None:
        """Say how far it is, now and then."""
        self._done += steps
        self._bytes += bytes
        now = time.monotonic()
        if now - self._told >= _EVERY and self._total:
            self._told = now
            rate = self._done / (now - self._start)
            left = (self._total - self._done) / rate if rate else 0.0
            self.tell(f": {self._done:,} of {self._total:,}, {rate:,.0f}/s, {left:,.0f} s left")

    def tell(self, more: str) -> None:
        """Print a line."""
        click.echo(f"ingest: {LABELS[self._stage]}{more}", err=True)


class JsonLines(PlainLines):
    """The same as JSON objects, one a line, for collectors of logs."""

    def tell(self, more: str) -> None:
        """Print an object."""
        row = {"stage": self._stage, "done": self._done, "total": self._total, "bytes": self._bytes}
        click.echo(json.dumps({"event": "progress", **row}), err=True)
