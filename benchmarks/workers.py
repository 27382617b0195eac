"""Two workers beside one, and beside two programs that have nothing to do with each other: what the machine can give.

    python benchmarks/workers.py --dumps 5000 --minutes 20 --write

One worker reads all dumps; two workers read all dumps; two programs with a worker each read half of them. Rounds are
interleaved, and counted on the clock.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from corpus import CATALOGUES, catalogue, write_files
from results import table, write_section
from rounds import asked, over_catalogues, tasks
from timing import Spent, Spread, interleave

TOGETHER = Path(__file__).resolve().parent / "peers/together.py"
ONE, TWO, APART = "1 worker", "2 workers", "2 programs, half of the dumps each"


def main() -> None:
    options = asked(__doc__, dumps=10_000)
    body = over_catalogues(measure, options)
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/workers.py", *sys.argv[1:]])
        write_section("workers", "Speed: two workers", command, ("ingest", "pyarrow"), body)


def measure(name: str, sharing: bool, options: argparse.Namespace, scratch: Path) -> str:
    """The table of one corpus."""
    dumps, out = catalogue(options.dumps, sharing=sharing), scratch / "out"
    middle = len(dumps) // 2
    halves = [scratch / "first", scratch / "second"]
    write_files(dumps[:middle], halves[0])
    write_files(dumps[middle:], halves[1])
    run = [Path(sys.executable).parent / "ingest", "run"]
    flags = ["--export", "parquet", "--workers"]
    apart = [[*run, half, "-o", out / half.name, *flags, "1"] for half in halves]
    commands: dict[str, list[object]] = {
        ONE: [*run, *halves, "-o", out, *flags, "1"],
        TWO: [*run, *halves, "-o", out, *flags, "2"],
        APART: [sys.executable, TOGETHER, *apart[0], "--", *apart[1]],
    }
    seconds = 60 * options.minutes / len(CATALOGUES)
    times = interleave(tasks(commands, out), options.rounds, seconds)
    return f"### {len(dumps):,} dumps, {name} ({len(times[ONE])} rounds)\n\n{_table(times)}"


def _table(times: dict[str, list[Spent]]) -> str:
    spreads = {name: Spread.of([spent.clock for spent in own]) for name, own in times.items()}
    faster = {
        name: [one.clock / now.clock for one, now in zip(times[ONE], own, strict=True)] for name, own in times.items()
    }
    rows = [[name, *own.cells(), *Spread.of(faster[name]).cells()] for name, own in spreads.items()]
    return table(["program", "seconds (median)", "range", "times as fast, round by round (median)", "range"], rows)


if __name__ == "__main__":
    main()
