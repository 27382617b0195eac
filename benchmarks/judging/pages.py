"""The pages that both readers are asked about, in sets, each with what is known of the truth."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from judging.case_files import load_cases

ROOT = Path(__file__).resolve().parent.parent.parent
SUFFIXES = frozenset({".txt", ".md", ".html"})
GENERATED = 100  # pages of the catalogue for each tool and hazard rate
SEED = 7
RATES = (0.0, 0.3)


class Page(NamedTuple):
    """A page by its name, which starts with its set's. `truth` is what its set's ruling needs, or None."""

    name: str
    text: str
    truth: Any = None


class Unavailable(Exception):
    """A set cannot be read on this machine; the message says why."""


def pages_of(name: str) -> Iterator[Page]:
    """The pages of one set, in the order of their names. Raises Unavailable."""
    return SETS[name]()


def _raw() -> Iterator[Page]:
    return _files(ROOT / "raw", "raw", without={"README.md"})


def _cases() -> Iterator[Page]:
    for case in load_cases(ROOT / "tests" / "cases"):
        yield Page(f"cases/{case.name}", case.text, case.expectations)


def _dumps() -> Iterator[Page]:
    for folder in ("profiles", "dialects", "html", "corpora"):
        yield from _files(_real_dumps() / folder, folder)


def _negatives() -> Iterator[Page]:
    for page in _files(_real_dumps() / "negatives", "negatives"):
        yield page._replace(truth={"profile": False})


def _gold() -> Iterator[Page]:
    """Truth is the page's `.gold.json`."""
    folder = _real_dumps() / "gold"
    for page in _files(folder, "gold"):
        truth = (folder.parent / page.name).with_suffix(".gold.json")
        if truth.exists():
            yield page._replace(truth=json.loads(truth.read_text("utf-8")))


def _generated() -> Iterator[Page]:
    """Pages of the catalogue as the pinned tools extract them; truth is the rate and the page's number."""
    from extractors.extract import extract
    from extractors.tools import TOOLS
    from pages.catalogue import make_catalogue
    from pages.html import render_page

    for rate in RATES:
        truths = make_catalogue(GENERATED, seed=SEED, rate=rate)
        rendered = [render_page(truth, seed=SEED, rate=rate) for truth in truths]
        for tool in TOOLS:
            for number, dump in enumerate(extract(tool, rendered, cache())):
                yield Page(f"generated/{rate:g}/{tool.name}/{number:03}", dump, [SEED, rate, number])


SETS: dict[str, Callable[[], Iterator[Page]]] = {
    "raw": _raw,
    "cases": _cases,
    "dumps": _dumps,
    "gold": _gold,
    "negatives": _negatives,
    "generated": _generated,
}


def cache() -> Path:
    """Where dumps of tools and the old reader are kept: outside of the checkout, for all checkouts."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "ingest-judge"


def _real_dumps() -> Path:
    named = os.environ.get("REAL_DUMPS")
    if not named or not Path(named).is_dir():
        raise Unavailable("REAL_DUMPS names no folder")
    return Path(named)


def _files(folder: Path, name: str, without: frozenset[str] | set[str] = frozenset()) -> Iterator[Page]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.name not in without:
            text = path.read_bytes().decode("utf-8", errors="replace")
            yield Page(f"{name}/{path.relative_to(folder).as_posix()}", text)
