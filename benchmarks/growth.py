"""Runs over more and more dumps, up to a million: growth, the rate at the end beside that at the start, memory.

    python benchmarks/growth.py --most 1000000 --minutes 40 --scratch /tmp --write
    python benchmarks/growth.py --form files --dumps 32000 --dumps 64000 --dumps 1000000 --scratch /tmp

Short pages (a KiB each), as files and as rows of JSON Lines, twice as many each time; a size is not begun when the one
before took more than a third of what is left of the minutes. Named sizes are all run, however long they take. Memory is
that of all processes together, sampled: what is resident (pages that several processes share are counted in each), and
what is their own.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from corpus import short_pages, write_files, write_lines
from memory import Sampler
from results import table, write_section

FEWEST = 1000
FORMS = ("files", "JSON Lines")
TENTH = 10


class Grown(NamedTuple):
    """A run over so many dumps: seconds, those of its two large stages, its last tenth's rate by its first's, MiB."""

    dumps: int
    seconds: float
    reading: float
    writing: float
    rate: float | None
    resident: float
    own: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--form", choices=FORMS, action="append", help="may be repeated; default: both")
    parser.add_argument("--dumps", type=int, action="append", help="a size; may be repeated")
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=40.0, help="for both forms together")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scratch", type=Path, help="folder to work in; a million dumps take about 20 GiB")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    parts = []
    for form in options.form or FORMS:
        grown = list(grow(form, options))
        parts.append(f"### {form}, {options.workers} workers\n\n{_table(grown)}")
        print(parts[-1], flush=True)
    if options.write:
        command = shlex.join(["python", "benchmarks/growth.py", *sys.argv[1:]])
        name = "-".join(["growth", *(form.lower().replace(" ", "-") for form in options.form or ())])
        write_section(name, "Growth and memory", command, ("ingest", "pyarrow"), "\n\n".join(parts))


def grow(form: str, options: argparse.Namespace) -> Iterator[Grown]:
    """Runs over the sizes named; else over twice as many dumps each time, as long as there is time."""
    for dumps in options.dumps or ():
        with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
            yield once(form, dumps, options.workers, Path(scratch))
    if options.dumps:
        return
    until, dumps, took = time.monotonic() + 30 * options.minutes, FEWEST, 0.0
    while took < (until - time.monotonic()) / 3:
        start = time.monotonic()
        with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
            yield once(form, dumps, options.workers, Path(scratch))
        took = time.monotonic() - start
        if dumps == options.most:
            return
        dumps = min(2 * dumps, options.most)


def once(form: str, dumps: int, workers: int, scratch: Path) -> Grown:
    """One run over so many dumps, in a process of its own."""
    texts = islice(short_pages(), dumps)
    if form == "files":
        place = scratch / "dumps"
        write_files(texts, place)
    else:
        place = scratch / "texts.jsonl"
        write_lines(texts, place)
    sampler = Sampler([sys.executable, Path(__file__).with_name("watched.py"), place, scratch / "out", workers])
    told = sampler.run()
    shutil.rmtree(scratch / "out")
    stages = told["stages"]
    rate = _rate(told["times"])
    return Grown(dumps, told["seconds"], stages["read"], stages["write"], rate, sampler.resident, sampler.own)


def _rate(times: list[tuple[float, int]]) -> float | None:
    """The speed of the last tenth of the reading by that of the first; None where too little was staged at a time."""
    if len(times) < 4 * TENTH:
        return None
    (start, first), (end, last) = times[0], times[-1]
    part = (last - first) / TENTH
    early = next(moment for moment, staged in times if staged >= first + part)
    late = next(moment for moment, staged in times if staged >= last - part)
    return (early - start) / (end - late)


def _table(grown: list[Grown]) -> str:
    rows = []
    for number, now in enumerate(grown):
        before = grown[number - 1] if number else None
        by = f"{now.seconds / before.seconds:.2f} (× {now.dumps / before.dumps:.2f})" if before else ""
        rate = f"{now.rate:.2f}" if now.rate else ""
        cells = [*(f"{seconds:,.1f}" for seconds in (now.seconds, now.reading, now.writing))]
        cells += [f"{1e6 * now.seconds / now.dumps:,.0f}", by, rate]
        rows.append([f"{now.dumps:,}", *cells, f"{now.resident:,.0f}", f"{now.own:,.0f}"])
    speeds = ["seconds", "reading", "writing", "µs a dump", "by the row above", "last / first tenth"]
    return table(["dumps", *speeds, "MiB resident", "MiB not of files"], rows)


if __name__ == "__main__":
    main()
