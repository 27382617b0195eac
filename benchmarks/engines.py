"""The same dumps through the local engine and through Ray, on the same cores, start-up apart.

    python benchmarks/engines.py --dumps 20000 --rounds 5 --write

What an engine takes is its time on the clock for all dumps less that for a hundred of them, which is its start. Rounds
are interleaved. Needs `ingest[ray]`.
"""

from __future__ import annotations

import shlex
import sys
import tempfile
from pathlib import Path
from statistics import median

from corpus import short_pages, some, write_files
from results import table, write_section
from rounds import asked, tasks
from timing import Spread, interleave

FEW = 100
ENGINES = ("local", "ray")


def main() -> None:
    options = asked(__doc__, dumps=20_000)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        body = measure(options.dumps, options.rounds, options.minutes, Path(scratch))
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/engines.py", *sys.argv[1:]])
        write_section("engines", "Engines: Ray beside the local one", command, ("ingest", "ray", "pyarrow"), body)


def measure(dumps: int, rounds: int, minutes: float, scratch: Path) -> str:
    """The table: start-up, all the rest, and the ratio to the local engine."""
    write_files(some(short_pages(), dumps), scratch / "all")
    write_files(some(short_pages(), FEW), scratch / "few")
    ingest, out = Path(sys.executable).parent / "ingest", scratch / "out"
    commands: dict[str, list[object]] = {
        f"{engine} {size}": [
            ingest, "run", scratch / size, "-o", out, "--export", "parquet", "--workers", "2", "--engine", engine
        ]
        for engine in ENGINES
        for size in ("few", "all")
    }  # fmt: skip
    times = interleave(tasks(commands, out), rounds, 60 * minutes)
    clock = {name: [spent.clock for spent in own] for name, own in times.items()}
    rest = {engine: _less(clock[f"{engine} all"], clock[f"{engine} few"]) for engine in ENGINES}
    rows = [
        [engine, f"{median(clock[f'{engine} few']):.1f}", *own.cells(), f"{own.middle / rest['local'].middle:.2f}"]
        for engine, own in rest.items()
    ]
    heading = f"### {dumps:,} short dumps, two workers, {len(clock['local all'])} rounds"
    columns = ["engine", f"{FEW} dumps, seconds", f"the other {dumps - FEW:,}, seconds (median)", "range", "ratio"]
    return f"{heading}\n\n{table(columns, rows)}"


def _less(all_dumps: list[float], few: list[float]) -> Spread:
    return Spread.of([whole - start for whole, start in zip(all_dumps, few, strict=True)])


if __name__ == "__main__":
    main()
