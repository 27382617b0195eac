"""The catalogue as pages, large: what making it takes, what the first page loads, how soon the search answers.

    python benchmarks/site.py --pages 5000 --pages 50000 --write

Pages come from the catalogue with known truth. The site is made in a process of its own, whose peak memory is what the
kernel counted. Queries are typed letter by letter into real headless Chromium over a server on loopback; an answer is
there when the list of results has been drawn.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from ingest.html.page import html_to_text
from pages.catalogue import make_catalogue
from pages.html import render_page
from results import table, write_section

PROGRAM = Path(sys.executable).parent / "ingest"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUERIES = 12
PATTERNS = 250  # pages that are written anew; others are these under other codes and names
KINDS = (
    "Regional", "Digital", "Clinical", "Industrial", "Maritime", "Municipal", "Junior", "Applied", "Rural", "Nordic",
    "Seasonal", "Mobile", "Alpine", "Urban", "Nuclear", "Textile", "Polar", "Solar", "Coastal", "Legal",
)  # fmt: skip
TYPED = """
async ([text]) => {
  const field = document.getElementById("q");
  const told = document.getElementById("told");
  const waits = [];
  for (let length = 1; length <= text.length; length += 1) {
    const before = performance.now();
    const drawn = new Promise((resolve) => {
      const watcher = new MutationObserver(() => { watcher.disconnect(); resolve(performance.now()); });
      watcher.observe(document.getElementById("results"), { childList: true });
      watcher.observe(told, { childList: true, characterData: true, subtree: true });
    });
    field.value = text.slice(0, length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    waits.push((await drawn) - before);
  }
  return waits;
}
"""


class Made(NamedTuple):
    """What making the site of so many profiles took."""

    pages: int
    seconds: float
    busy: float
    peak: float
    files: int
    size: float


class Looked(NamedTuple):
    """What a browser saw: bytes and milliseconds of the first page, milliseconds and bytes of answers."""

    first_bytes: int
    first_ms: float
    answers: list[float]
    query_bytes: list[int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, action="append", help="profiles; repeatable (default: 5000)")
    parser.add_argument("--folder", type=Path, help="where to work, and to leave what was made")
    parser.add_argument("--write", action="store_true", help="write the section of RESULTS.md")
    options = parser.parse_args()
    made, looked = [], []
    for pages in options.pages or [5000]:
        with place(options.folder, pages) as folder:
            names = dataset(folder, pages)
            made.append(make(folder, pages))
            looked.append(look(folder / "site", names))
    body = "\n\n".join([making(made), answering(made, looked)])
    print(body)
    if options.write:
        sizes = [word for pages in options.pages or [] for word in ("--pages", str(pages))]
        command = shlex.join(["python", "benchmarks/site.py", *sizes, "--write"])
        write_section("site", "The catalogue as pages", command, ("ingest", "jinja2", "playwright"), body)


@contextmanager
def place(folder: Path | None, pages: int) -> Iterator[Path]:
    if folder is None:
        with TemporaryDirectory() as made:
            yield Path(made)
    else:
        (folder / str(pages)).mkdir(parents=True, exist_ok=True)
        yield folder / str(pages)


def dataset(folder: Path, pages: int) -> list[str]:
    """Pages of a catalogue as text, each many times under other codes and names, ingested; returns some titles."""
    truths = list(make_catalogue(min(pages, PATTERNS), seed=7, rate=0.0))
    texts = [html_to_text(render_page(truth, seed=7, rate=0.0)) for truth in truths]
    titles: dict[str, None] = {}
    for number in range(pages):
        turn, which = divmod(number, len(texts))
        truth = truths[which]
        segment, name = truth.path[-1], f"{KINDS[turn % len(KINDS)]} {truth.name}" if turn else truth.name
        text = texts[which].replace(segment, f"{segment}{turn:X}").replace(truth.name, name)
        titles.setdefault(text.splitlines()[0].lstrip("# "))
        page = folder / f"raw/{turn:03}/{which:03}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, "utf-8")
    command = [PROGRAM, "run", folder / "raw", "-o", folder / "out", "--export", "parquet"]
    if not (folder / "out/current").exists():
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    step = max(1, len(titles) // QUERIES)
    return list(islice(titles, 0, None, step))[:QUERIES]


def make(folder: Path, pages: int) -> Made:
    shutil.rmtree(folder / "site", ignore_errors=True)
    command = [str(PROGRAM), "site", "-d", str(folder / "out"), "-o", str(folder / "site")]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, "the site was not made"
    seconds, busy = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    sizes = [path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file()]
    return Made(pages, seconds, busy, usage.ru_maxrss / 1024, len(sizes), sum(sizes) / 1e6)


def look(site: Path, names: list[str]) -> Looked:
    with serving(site) as address, sync_playwright() as playwright:
        program = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        first_bytes, first_ms = first_page(browser.new_page(), address)
        answers, query_bytes = [], []
        for name in names:
            page = browser.new_page()
            page.goto(address)
            page.locator(".map a").first.wait_for()
            counted = count_bytes(page)
            answers += page.evaluate(TYPED, [" ".join(re.findall(r"\w+", name))[:24]])
            query_bytes.append(counted[0])
            page.close()
        browser.close()
    return Looked(first_bytes, first_ms, answers, query_bytes)


def first_page(page: Page, address: str) -> tuple[int, float]:
    counted = count_bytes(page)
    start = time.perf_counter()
    page.goto(address)
    page.locator(".map a").first.wait_for()
    page.wait_for_load_state("networkidle")
    return counted[0], 1000 * (time.perf_counter() - start)


def count_bytes(page: Page) -> list[int]:
    """A list whose one number grows with the bytes of every answer."""
    counted = [0]

    def count(response: Any) -> None:
        counted[0] += int(response.headers.get("content-length", 0))

    page.on("response", count)
    return counted


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *arguments: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def making(made: list[Made]) -> str:
    rows = [
        [f"{one.pages:,}", f"{one.seconds:.0f}", f"{1000 * one.busy / one.pages:.1f}", f"{one.peak:.0f}",
         f"{one.files:,}", f"{one.size:.0f}"]
        for one in made
    ]  # fmt: skip
    return table(["profiles", "seconds to make", "processor ms a profile", "peak MiB", "files", "MB on disk"], rows)


def answering(made: list[Made], looked: list[Looked]) -> str:
    rows = []
    for one, seen in zip(made, looked, strict=True):
        slow = sorted(seen.answers)[int(len(seen.answers) * 0.95)]
        times = [median(seen.answers), slow, max(seen.answers)]
        loaded = [seen.first_bytes / 1000, seen.first_ms, *times, median(seen.query_bytes) / 1000]
        rows.append([f"{one.pages:,}", *(f"{number:.0f}" for number in loaded)])
    head = ["profiles", "first page, kB", "first page, ms", "answer, ms (median)", "95 %", "worst", "kB a query"]
    note = (
        f"An answer is counted from each letter typed, the 60 ms that the page waits for the next one included; "
        f"{QUERIES} titles, each in a fresh window. Clock times are those of a machine that had other work as well: "
        f"its load average was {os.getloadavg()[2]:.0f} over the last quarter of an hour."
    )
    return f"{table(head, rows)}\n\n{note}"


if __name__ == "__main__":
    main()
