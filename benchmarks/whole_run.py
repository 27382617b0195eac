"""Whole runs, from dumps to a published snapshot, beside programs that do not read what they move.

    python benchmarks/whole_run.py --dumps 10000 --minutes 20 --write

datatrove copies the same texts from JSON Lines to Parquet; a bare program reads, hashes, decodes and splits the same
files and writes Parquet. Everything is counted in processor time, all processes of a command together, on one core.
Rounds are interleaved.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from corpus import CATALOGUES, TOOL, catalogue, write_files, write_lines
from environments import python_with
from results import table, write_section
from timing import Spent, Spread, interleave, spend

HERE = Path(__file__).resolve().parent
DATATROVE = "datatrove, copied"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dumps", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=20.0, help="no round is begun after so long")
    parser.add_argument("--scratch", type=Path, help="folder to work in")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        parts = [
            measure(name, sharing, options, Path(scratch) / name.replace(" ", "-"))
            for name, sharing in CATALOGUES.items()
        ]
    body = "\n\n".join(parts)
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


def tasks(commands: dict[str, list[object]], out: Path, cores: int | None = None) -> dict[str, Callable[[], Spent]]:
    """Commands as tasks, each with an empty folder to write to."""

    def task(command: list[object]) -> Spent:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        return spend(command, cores=cores)

    return {name: lambda command=command: task(command) for name, command in commands.items()}  # type: ignore[misc]


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
