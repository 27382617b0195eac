"""Text to validated record, beside two Markdown parsers that stop at their syntax trees, on the same dumps; and pages
of HTML beside the lines that are made of them.

    python benchmarks/reader.py --write

Every measurement is a process of its own, so that no cache outlives a round: it warms up on pages of another
catalogue, then reads each page of the corpus once. Rounds are interleaved; processor time of one core is counted, as
others may use the machine. All readers have Python's search for cycles set as our workers set it. Where REAL_DUMPS
names a folder of real dumps, pages of other people are a corpus too. `where.py` shows where the time goes.
"""

from __future__ import annotations

import argparse
import gc
import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from corpus import CATALOGUES, catalogue, html_pages, real_pages, varied
from results import table, write_section

WARM_UP_PAGES = 20
NEW_OBJECTS = 100_000  # between searches for cycles, as in src/ingest/engines/worker.py


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    parser.add_argument("--once", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.once:
        print(json.dumps(measure(READERS[options.once], *json.load(sys.stdin))))
        return
    alike = {name: catalogue(WARM_UP_PAGES, sharing=sharing, seed=12) for name, sharing in CATALOGUES.items()}
    corpora = {name: catalogue(options.pages, sharing=sharing) for name, sharing in CATALOGUES.items()}
    corpora["copies of one page that share its headings alone"] = varied(options.pages // 3)
    corpora |= real_pages()
    parts = []
    for name, corpus in corpora.items():
        given = alike.get(name, alike["sharing nothing"]), corpus
        parts.append(compare(name, dict.fromkeys(BESIDE, given), options.rounds))
    pages, lines = html_pages(WARM_UP_PAGES + options.pages // 3)
    given = {"ingest, page of HTML": (pages[:WARM_UP_PAGES], pages[WARM_UP_PAGES:])}
    given["ingest, lines of that page"] = lines[:WARM_UP_PAGES], lines[WARM_UP_PAGES:]
    parts.append(compare("HTML, sharing nothing", given, options.rounds))
    body = "\n\n".join(parts)
    print(body)
    if options.write:
        command = shlex.join(["python", "benchmarks/reader.py", *sys.argv[1:]])
        packages = ("ingest", "lark", "pydantic", "mistune", "markdown-it-py")
        write_section("reader", "Speed: text to record", command, packages, body)


def compare(name: str, given: Mapping[str, tuple[list[str], list[str]]], rounds: int) -> str:
    """The table of one corpus: median and range of processor time a dump, and the ratio to the last reader's.

    `given` holds what each reader warms up on, and what it then reads.
    """
    inputs = {reader: json.dumps(texts) for reader, texts in given.items()}
    times: dict[str, list[float]] = {reader: [] for reader in given}
    for round_number in range(rounds):
        for reader in given if round_number % 2 else reversed(given):
            times[reader].append(1e6 * run_once(reader, inputs[reader]) / len(given[reader][1]))
    last = list(given)[-1]
    base, corpus = median(times[last]), given[last][1]
    rows = [
        [reader, f"{median(own):.0f}", f"{min(own):.0f}–{max(own):.0f}", f"{median(own) / base:.3f}"]
        for reader, own in times.items()
    ]
    size = sum(len(text.encode()) for text in corpus) / len(corpus) / 1024
    heading = f"### {len(corpus)} pages, {name} ({size:.1f} KiB a dump, {rounds} rounds)"
    return f"{heading}\n\n{table(['reader', 'µs a dump (median)', 'range', f'ratio to {last}'], rows)}"


def run_once(reader: str, given: str) -> float:
    """Seconds of processor time in a fresh process."""
    command = [sys.executable, str(Path(__file__).resolve()), "--once", reader]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    seconds: float = json.loads(done.stdout)
    return seconds


def measure(make: Callable[[], Callable[[str], object]], warm_up: list[str], corpus: list[str]) -> float:
    """Seconds of processor time for one pass over the corpus."""
    read = make()
    for text in warm_up:
        read(text)
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    start = process_time()
    for text in corpus:
        read(text)
    return process_time() - start


def _ingest() -> Callable[[str], object]:
    from ingest.read import read_text

    return read_text


def _ingest_html() -> Callable[[str], object]:
    from ingest.read import read_text

    return partial(read_text, format="html")


def _mistune() -> Callable[[str], object]:
    import mistune

    return mistune.create_markdown(renderer="ast", plugins=["table"])


def _markdown_it() -> Callable[[str], object]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse


READERS: dict[str, Callable[[], Callable[[str], object]]] = {
    "ingest, validated record": _ingest,
    "markdown-it-py tokens": _markdown_it,
    "mistune AST": _mistune,
    "ingest, page of HTML": _ingest_html,
    "ingest, lines of that page": _ingest,
}
BESIDE = ("ingest, validated record", "markdown-it-py tokens", "mistune AST")


if __name__ == "__main__":
    main()
