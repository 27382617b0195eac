"""Text to validated record in instructions, which are the same whoever else uses the machine: valgrind's cachegrind.

    REAL_DUMPS=shared python benchmarks/instructions.py --write

Each reader reads the corpora of `reader.py` in a process of its own, once with the pages and once without: the
difference is theirs. It warms up on other pages of the corpus. A page takes about a second.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

from corpus import CATALOGUES, catalogue, html_pages, real_pages, varied
from results import table, write_section

READER = Path(__file__).resolve().parent / "reader.py"
COUNT = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
INGEST, BESIDE, HTML = "ingest, validated record", "mistune AST", "ingest, page of HTML"
WARM_UP_PAGES = 20  # as in `reader.py`: what is made at its first use is not counted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    count = WARM_UP_PAGES + options.pages
    corpora = {name: catalogue(count, sharing=sharing) for name, sharing in CATALOGUES.items()}
    corpora["copies of one page that share its headings alone"] = varied(count)
    corpora |= {name: pages[:: max(1, len(pages) // count)][:count] for name, pages in real_pages().items()}
    rows = [row(name, (INGEST, pages), (BESIDE, pages)) for name, pages in corpora.items()]
    pages, lines = html_pages(count)
    rows.append(row("HTML, beside the lines of the same pages", (HTML, pages), (INGEST, lines)))
    body = table(["pages", "million instructions a page", "beside", "ratio"], rows)
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/instructions.py", *sys.argv[1:]])
        packages = ("ingest", "lark", "pydantic", "mistune")
        write_section("instructions", "Speed: text to record, in instructions", command, packages, body)


def row(name: str, ours: tuple[str, list[str]], beside: tuple[str, list[str]]) -> list[str]:
    """A row of the table: both readers and the ratio."""
    counted, other = (instructions(*given) / 1e6 for given in (ours, beside))
    return [name, f"{counted:.1f}", f"{other:.1f}", f"{counted / other:.2f}"]


def instructions(reader: str, pages: list[str]) -> float:
    """Instructions that a reader takes for a page."""
    warm_up, corpus = pages[:WARM_UP_PAGES], pages[WARM_UP_PAGES:]
    with_pages, without = (_counted(reader, [warm_up, read]) for read in (corpus, []))
    return (with_pages - without) / len(corpus)


def _counted(reader: str, given: list[list[str]]) -> int:
    command = [*COUNT, sys.executable, READER, "--once", reader]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    assert found, done.stderr
    return int(found[1].replace(",", ""))


if __name__ == "__main__":
    main()
