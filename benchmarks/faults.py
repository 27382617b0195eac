"""Commands killed at every step and at random instants, a disk that fails at every step, readers during publishes.

    python benchmarks/faults.py --kills 1000 --fails --reads 10000 --minutes 12 --scratch /dev/shm --write

Of the kills, two thirds hit runs, and the rest `gc`, `rollback` and `site`, a ninth each. After each kill and each
failure the next one has to give the bytes of an undisturbed one. The exit code is 1 if
anything was found. `--minutes` ends each of the three early; what was really done is what is written down.
"""

from __future__ import annotations

import argparse
import random
import shlex
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from endurance.child import gather
from endurance.commands import Killed
from endurance.disturbed import Disturbances, repeat
from endurance.readers import watch
from endurance.world import page
from ingest.grammar import load_grammars
from ingest.read import read_text
from results import table, write_section

HARMLESS = "already published"  # killed after the swap: the run had done what it was for
WRONG = ("mixed snapshots", "damages", "other bytes", "lost", "doubled", "leftovers", "failures that were ignored")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="of run, gc, rollback and site")
    parser.add_argument("--fails", action="store_true", help="let every step fail once")
    parser.add_argument("--reads", type=int, default=0, metavar="N", help="by pandas, polars and duckdb")
    parser.add_argument("--minutes", type=float, default=600.0, help="limit of each of the three")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--scratch", type=Path, help="folder to work in")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    read_text(page(0, edition=0), grammars=load_grammars(None))  # made once, without a thread; children find it done
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        parts = [part(Path(scratch) / name, options) for name, part in PARTS.items() if getattr(options, name)]
    for part in parts:
        print(f"{part.heading}\n\n{part.body}\n")
        if options.write:
            command = shlex.join(["python", "benchmarks/faults.py", *sys.argv[1:]])
            packages = ("ingest", "pyarrow", "pandas", "polars", "duckdb")
            write_section(part.name, part.heading, command, packages, part.body)
    return int(any(part.wrong for part in parts))


class Part(NamedTuple):
    """A section of the results, and whether anything is wrong in it."""

    name: str
    heading: str
    body: str
    wrong: bool


def fail(scratch: Path, options: argparse.Namespace) -> Part:
    """Let a disk fail at every step, in two children: a process that has run has threads, and cannot be forked."""
    world = Disturbances(scratch)
    steps = range(len(world.operations))
    halves = gather([lambda turn=turn: repeat(world.fail_at, steps[turn::2], 60 * options.minutes) for turn in (0, 1)])
    found = Counter(halves[0]) + Counter(halves[1])
    return Part(
        "fails", "A full disk at every step", *_disturbed(world, [("disk full, each step in turn", steps, found)])
    )


def kill(scratch: Path, options: argparse.Namespace) -> Part:
    """Kill runs, half of them at steps in turn, half at random instants, at the same time; and the other commands."""
    world, others_too, dice = Disturbances(scratch / "run"), Killed(scratch / "others"), random.Random(options.seed)
    ninth = options.kills // 9
    runs, seconds = options.kills - 3 * ninth, 60 * options.minutes / 2
    steps, half = len(world.operations), runs // 2
    chosen = [number * steps // half for number in range(half)] if half < steps else range(steps)
    others = range(runs - len(chosen))
    in_turn, at_random = gather(
        [
            lambda: repeat(world.kill_at, chosen, seconds),
            lambda: repeat(lambda number: world.kill_at_random(dice, number), others, seconds),
        ]
    )
    rows = [
        ("run, steps in turn", chosen, Counter(in_turn)),
        ("run, random instants", others, Counter(at_random)),
    ]
    trials: dict[str, Callable[[int], Counter[str]]] = {
        "gc, steps in turn": others_too.gc,
        "rollback, steps in turn": others_too.rollback,
        "site, random instants": lambda _: others_too.site(dice),
    }
    for name, trial in trials.items():
        rows.append((name, range(ninth), repeat(trial, range(ninth), seconds / 3)))
    return Part("kills", "Commands that are killed", *_disturbed(world, rows))


def _disturbed(world: Disturbances, rows: Sequence[tuple[str, Sequence[int], Counter[str]]]) -> tuple[str, bool]:
    """Words and table of disturbances, and whether anything was wrong."""
    kinds = ", ".join(f"{count:,} {name}" for name, count in Counter(world.operations).most_common())
    words = (
        f"One run takes {len(world.operations):,} steps that write ({kinds}). What readers see after a disturbance has "
        "to be one snapshot, and the next run has to give the bytes of an undisturbed one."
    )
    lines = [
        [name, f"{found['times']:,} of {len(asked):,}", *(found[column] for column in (HARMLESS, *WRONG))]
        for name, asked, found in rows
    ]
    wrong = any(found[kind] for _, _, found in rows for kind in WRONG)
    return f"{words}\n\n{table(['disturbance', 'times', HARMLESS, *WRONG], lines)}", wrong


def look_on(scratch: Path, options: argparse.Namespace) -> Part:
    """Read while another process publishes."""
    start = time.monotonic()
    counts = watch(scratch, options.reads, 60 * options.minutes)
    publishes = counts.pop("publisher")["publishes"]
    words = (
        f"{publishes:,} publishes in {time.monotonic() - start:,.0f} s; each read resolves `current` once, "
        "then compares two tables with each other."
    )
    columns = ("reads", "snapshots", "mixes", "errors")
    lines = [[name, *(f"{count[column]:,}" for column in columns)] for name, count in counts.items()]
    wrong = any(count["mixes"] or count["errors"] for count in counts.values())
    return Part("reads", "Readers during publishes", f"{words}\n\n{table(['reader', *columns], lines)}", wrong)


PARTS = {"fails": fail, "kills": kill, "reads": look_on}


if __name__ == "__main__":
    sys.exit(main())
