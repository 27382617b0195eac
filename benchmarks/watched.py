"""One run that notes how its reading goes on: `watched.py INPUT OUT WORKERS`. Prints JSON.

What is counted are the fragments that workers have staged: but for the last few, shards and stretches give alike ones.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from ingest.pipeline import Silent, run
from ingest.settings import Settings
from ingest.without_pandas import leave_pandas_out

_EVERY = 0.25  # seconds: there are thousands of fragments to list


class Watch(Silent):
    """Counts fragments while dumps are read; `times` are moments and how many there were then."""

    def __init__(self, out: Path) -> None:
        self.times: list[tuple[float, int]] = []
        self._out = out
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def stage(self, stage: str, total: int | None = None) -> None:
        if stage == "read":
            self._thread.start()
        elif stage == "write":
            self._over.set()
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(_EVERY):
            staged = sum(1 for folder in self._out.glob(".staging/*/fragments") for _ in folder.iterdir())
            if not self.times or staged > self.times[-1][1]:
                self.times.append((time.monotonic(), staged))


def main() -> None:
    leave_pandas_out()
    given, out, workers = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    watch = Watch(out)
    settings = Settings(inputs=(str(given),), out=out, workers=workers, export=("parquet",), id_column="id")
    report = run(settings, progress=watch)
    print(json.dumps({"seconds": report.seconds, "stages": report.stages, "times": watch.times}))


if __name__ == "__main__":
    main()
