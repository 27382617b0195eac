"""Mutated input for as long as it is given: pages, archives, tables, settings and names, in turn.

    python benchmarks/fuzz.py --minutes 30 --seed 1 --write
    python benchmarks/fuzz.py --only archives --case 8412 --seed 1

A case is made of its number and the seed alone, so that what was found is found again. Nothing of it may raise, hang,
lose a member or a line without a word, or differ when it is looked at twice. The exit code is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from fuzzing.archives import archives
from fuzzing.names import names
from fuzzing.pages import pages
from fuzzing.tables import tables
from results import table, write_section

KINDS: dict[str, Callable[[Random, Path], str | None]] = {
    "pages": pages, "archives": archives, "tables": tables, "names": names,
}  # fmt: skip
_HANGS = 20  # seconds of one case
_TURN = 50  # cases of a kind, then it is the next one's turn


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, action="append")
    parser.add_argument("--case", type=int, help="this case alone, with its traceback")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    kinds = options.only or list(KINDS)
    signal.signal(signal.SIGALRM, _hangs)
    with tempfile.TemporaryDirectory() as scratch:
        os.chdir(scratch)
        if options.case is not None:
            print(KINDS[kinds[0]](Random(f"{options.seed} {kinds[0]} {options.case}"), Path(scratch)))
            return 0
        counts, found, seconds = fuzz(kinds, options.seed, 60 * options.minutes, Path(scratch))
    rows = [(kind, f"{counts[kind]:,}", f"{seconds[kind]:,.0f}", len(found[kind])) for kind in kinds]
    body = table(["mutated", "cases", "seconds", "found"], rows)
    print(body)
    for kind in kinds:
        for case, why in found[kind]:
            print(f"{kind} {case}: {why}")
    if options.write:
        command = shlex.join(["python", "benchmarks/fuzz.py", *sys.argv[1:]])
        write_section("fuzz", "Mutated input", command, ("ingest", "pyarrow", "lxml"), body)
    return int(any(found.values()))


Found = dict[str, list[tuple[int, str]]]


def fuzz(kinds: list[str], seed: int, seconds: float, scratch: Path) -> tuple[Counter[str], Found, Counter[str]]:
    """Cases and finds by kind, and the seconds that each kind took."""
    counts, took, found = Counter[str](), Counter[str](), {kind: list[tuple[int, str]]() for kind in kinds}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for kind in kinds:
            start = time.monotonic()
            for _ in range(_TURN):
                case, counts[kind] = counts[kind], counts[kind] + 1
                if why := _case(kind, seed, case, scratch):
                    found[kind].append((case, why))
                    print(f"{kind} {case}: {why}", flush=True)
            took[kind] += time.monotonic() - start
    return counts, found, took


def _case(kind: str, seed: int, case: int, scratch: Path) -> str | None:
    signal.alarm(_HANGS)
    try:
        return KINDS[kind](Random(f"{seed} {kind} {case}"), scratch)
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"[:300]
    finally:
        signal.alarm(0)


def _hangs(*_: object) -> None:
    raise TimeoutError(f"more than {_HANGS} seconds")


if __name__ == "__main__":
    sys.exit(main())
