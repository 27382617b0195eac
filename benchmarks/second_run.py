"""A run over dumps that have not changed, and one over dumps of which one has, beside `find` on the same tree.

    python benchmarks/second_run.py --dumps 100000 --minutes 10 --write

The tree is warm, its files lie in 100 folders, the dataset holds Parquet only. Rounds are interleaved; time is that of
the processor, all processes of a command together, and that on the clock.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path

from corpus import short_pages
from results import table, write_section
from rounds import asked
from timing import Spent, Spread, interleave, spend

FOLDERS = 100
INGEST = Path(sys.executable).parent / "ingest"
FIND, SECOND, CHANGED = "find, printing size, time and path", "ingest run, nothing changed", "ingest run, one changed"
IMPORTS = "Python that imports pyarrow, pydantic and click"


def main() -> None:
    options = asked(__doc__, dumps=100_000, rounds=7, minutes=10.0)
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        times = measure(Path(scratch), options)
    rounds = len(times[SECOND])
    body = f"### {options.dumps:,} dumps in {FOLDERS} folders, {rounds} rounds\n\n{_table(times)}"
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/second_run.py", *sys.argv[1:]])
        write_section("second-run", "Speed: nothing has changed", command, ("ingest", "pyarrow", "pydantic"), body)


def measure(scratch: Path, options: argparse.Namespace) -> dict[str, list[Spent]]:
    """All rounds, over a tree that is published already."""
    tree, numbers = scratch / "tree", count()
    for number, text in enumerate(islice(short_pages(), options.dumps)):
        folder = tree / f"folder-{number % FOLDERS:02}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"page-{number:06}.txt").write_text(text, encoding="utf-8")
    run = [INGEST, "run", tree, "-o", scratch / "out", "--export", "parquet"]
    time.sleep(3)  # until the stamps of the files tell the next change
    spend(run)

    def change() -> Spent:
        page = tree / "folder-00" / "page-000000.txt"
        page.write_text(f"{page.read_text(encoding='utf-8')}Changed: {next(numbers)}.\n", encoding="utf-8")
        spent = spend(run)
        time.sleep(3)
        spend(run)  # the changed file is read once more, since its stamp was young
        return spent

    commands = {
        FIND: ["find", tree, "-type", "f", "-printf", r"%s %T@ %p\n"],
        IMPORTS: [sys.executable, "-c", "import pyarrow.parquet, pyarrow.compute, pydantic, click"],
        SECOND: run,
    }
    tasks = {name: lambda command=command: spend(command) for name, command in commands.items()}  # type: ignore[misc]
    return interleave(tasks | {CHANGED: change}, options.rounds, 60 * options.minutes)


def _table(times: dict[str, list[Spent]]) -> str:
    spreads = {name: Spread.of([spent.processor for spent in own]) for name, own in times.items()}
    clock = {name: Spread.of([spent.clock for spent in own]) for name, own in times.items()}
    rows = [
        [
            name,
            *own.cells(),
            *clock[name].cells(),
            f"{own.middle / spreads[FIND].middle:.1f}",
            f"{clock[name].middle / clock[FIND].middle:.1f}",
            f"{own.middle / spreads[SECOND].middle:.1f}",
        ]
        for name, own in spreads.items()
    ]
    header = ["program", "processor (median)", "range", "clock (median)", "range", "processor / find", "clock / find"]
    return table([*header, "processor / second run"], rows)


if __name__ == "__main__":
    main()
