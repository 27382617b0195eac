"""The start of the program: `ingest --version` and `ingest parse` of one small dump, beside what any start needs.

    python benchmarks/start.py --rounds 15 --write

Rounds are interleaved; time is that of the processor, and that on the clock. The files of modules are compiled before,
as those of an installed package are.
"""

from __future__ import annotations

import argparse
import compileall
import shlex
import sys
from pathlib import Path

from results import table, write_section
from timing import Spent, Spread, interleave, spend

ROOT = Path(__file__).resolve().parent.parent
DUMP = ROOT / "raw" / "data" / "data-pipelines-p4.txt"
INGEST = Path(sys.executable).parent / "ingest"
NOTHING, IMPORTS = "Python that does nothing", "Python that imports lark, pydantic and click"
VERSION, PARSE = "ingest --version", "ingest parse DUMP"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", type=Path, default=DUMP, help="what is parsed; default: one of raw/")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--minutes", type=float, default=2.0, help="no round is begun after so long")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    times = measure(options)
    body = f"A dump of {options.dump.stat().st_size:,} bytes, {len(times[PARSE])} rounds.\n\n{_table(times)}"
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/start.py", *sys.argv[1:]])
        packages = ("ingest", "lark", "pydantic", "click")
        write_section("start", "Speed: the start of the program", command, packages, body)


def measure(options: argparse.Namespace) -> dict[str, list[Spent]]:
    """All rounds. Every command ran once before them, so that what it reads is in memory."""
    compileall.compile_dir(ROOT / "src", quiet=1)
    commands: dict[str, list[object]] = {
        NOTHING: [sys.executable, "-c", "pass"],
        IMPORTS: [sys.executable, "-c", "import lark, pydantic, click"],
        VERSION: [INGEST, "--version"],
        PARSE: [INGEST, "parse", options.dump],
    }
    tasks = {name: lambda command=command: spend(command, cores=1) for name, command in commands.items()}  # type: ignore[misc]
    interleave(tasks, rounds=1, seconds=0)
    return interleave(tasks, options.rounds, 60 * options.minutes)


def _table(times: dict[str, list[Spent]]) -> str:
    processor = {name: Spread.of([spent.processor for spent in own]) for name, own in times.items()}
    clock = {name: Spread.of([spent.clock for spent in own]) for name, own in times.items()}
    rows = [
        [
            name,
            *own.cells(1000, 0),
            *clock[name].cells(1000, 0),
            f"{own.middle / processor[IMPORTS].middle:.2f}",
            f"{clock[name].middle / clock[IMPORTS].middle:.2f}",
        ]
        for name, own in processor.items()
    ]
    times_of = ["processor, ms (median)", "range", "clock, ms (median)", "range"]
    return table(["program", *times_of, "processor / imports", "clock / imports"], rows)


if __name__ == "__main__":
    main()
