"""How long each stage of a run takes, and how much memory its driver takes meanwhile."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_POLL = 0.05


@dataclass(slots=True)
class Stage:
    """A stage: seconds, those the driver itself computed, steps done, and the most memory in bytes that was seen."""

    name: str
    seconds: float = 0.0
    own: float = 0.0
    done: int = 0
    total: int | None = None
    memory: int = 0


class Watch:
    """The progress of a run, with clock and memory. Also a context: it watches while it is open."""

    def __init__(self) -> None:
        self.stages = [Stage("start")]
        self._since, self._own = time.perf_counter(), time.process_time()
        self._open = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()
        self._open.set()
        self._thread.join()

    def wait(self, holder: str) -> None:
        """Nothing: nobody else is at it."""

    def stage(self, stage: str, total: int | None = None) -> None:
        self._end()
        self.stages.append(Stage(stage, total=total))

    def advance(self, steps: int, bytes: int = 0) -> None:
        self.stages[-1].done += steps

    def _end(self) -> None:
        now, own = time.perf_counter(), time.process_time()
        self.stages[-1].seconds, self.stages[-1].own = now - self._since, own - self._own
        self._since, self._own = now, own

    def _look(self) -> None:
        while not self._open.wait(_POLL):
            resident = int(Path("/proc/self/statm").read_bytes().split()[1]) * _PAGE
            self.stages[-1].memory = max(self.stages[-1].memory, resident)
