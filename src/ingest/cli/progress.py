"""What long work is doing, on standard error: a live line on a terminal, else a line now and then, or JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

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
        from ingest.cli.live_line import live_line  # rich comes with it

        with live_line() as live:
            yield live
    else:
        yield PlainLines()


def tell_waiting(holder: str) -> None:
    """Print that another run is waited for."""
    click.echo(f"ingest: waiting for {holder}", err=True)


class PlainLines:
    """One line a stage, and one every ten seconds while it lasts."""

    def wait(self, holder: str) -> None:
        """Say for whom."""
        tell_waiting(holder)

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
    """Progress as JSON objects, one per line, for log collectors."""

    def wait(self, holder: str) -> None:
        """Print an object."""
        log("waiting", {"holder": holder})

    def begin(self) -> None:
        """Print the first object of a stage."""
        log("stage", {"stage": self._stage, "total": self._total})

    def tell(self, rate: float, left: float | None) -> None:
        """Print an object."""
        fields = {"stage": self._stage, "done": self._done, "total": self._total, "bytes": self._bytes}
        log("progress", fields | {"rate": round(rate, 1), "seconds_left": None if left is None else round(left, 1)})
