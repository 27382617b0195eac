"""Whole runs, from dumps to a published snapshot, beside programs that do not read what they move.

    python benchmarks/whole_run.py --dumps 10000 --minutes 20 --write

datatrove copies the same texts from JSON Lines to Parquet; a bare program reads, hashes, decodes and splits the same
files and writes Parquet. Everything is counted in processor time, all processes of a command together, on one core.
Rounds are interleaved.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from corpus import CATALOGUES, TOOL, catalogue, write_files, write_lines
from environments import python_with
from results import table, write_section
from rounds import asked, over_catalogues, tasks
from timing import Spent, Spread, interleave

HERE = Path(__file__).resolve().parent
DATATROVE = "datatrove, copied"


def main() -> None:
    options = asked(__doc__, dumps=10_000)
    body = over_catalogues(measure, options)
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/whole_run.py", *sys.argv[1:]])
        packages = ("ingest", "lark", "pydantic", "pyarrow")
        write_section("whole-run", "Speed: whole runs", command, packages, body)


def measure(name: str, sharing: bool, options: argparse.Namespace, scratch: Path) -> str:
    """The tables of one corpus."""
    dumps = catalogue(options.dumps, sharing=sharing)
    files, lines, out = scratch / "dumps", scratch / "lines/texts.jsonl", scratch / "out"
    lines.parent.mkdir(parents=True)
    write_files(dumps, files)
    write_lines(dumps, lines)
    peer = python_with("datatrove", pinned("datatrove", "orjson", "pyarrow"))
    ours = [Path(sys.executable).parent / "ingest", "run", files, "-o", out, "--export", "parquet"]
    commands = {
        DATATROVE: [peer, HERE / "peers/datatrove_copy.py", lines, out],
        "bare program": [sys.executable, HERE / "peers/bare.py", files, out / "bare.parquet"],
        "ingest run, Parquet": [*ours, "--workers", "1"],
        "ingest run, all exports": [*ours[:-2], "--workers", "1"],
    }
    seconds = 60 * options.minutes / len(CATALOGUES)
    times = interleave(tasks(commands, out, cores=1), options.rounds, seconds)
    size = sum(len(text.encode()) for text in dumps) / len(dumps) / 1024
    rounds = len(times[DATATROVE])
    heading = f"### {len(dumps):,} dumps, {name} ({size:.1f} KiB each, {TOOL.name}, {rounds} rounds)"
    return f"{heading}\n\n{_beside(times, len(dumps))}"


def _beside(times: dict[str, list[Spent]], dumps: int) -> str:
    spreads = {name: Spread.of([spent.processor for spent in own]) for name, own in times.items()}
    base = spreads[DATATROVE].middle
    rows = [[name, *own.cells(1e6 / dumps, 0), f"{own.middle / base:.2f}"] for name, own in spreads.items()]
    return table(["program", "µs a dump (median)", "range", "ratio to datatrove"], rows)


def pinned(*names: str) -> list[str]:
    """The lines of requirements.txt for some packages."""
    lines = (HERE / "requirements.txt").read_text().splitlines()
    return [line for line in lines if line.partition("==")[0] in names]


if __name__ == "__main__":
    main()
