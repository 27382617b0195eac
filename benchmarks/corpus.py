"""Dumps on disk to run over: a catalogue's pages as a tool extracted them, or a million short ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from extractors.extract import extract
from extractors.tools import TOOLS
from pages.catalogue import make_catalogue
from pages.html import render_page

TOOL = TOOLS[0]
FOLDER = 1000  # files in one folder
CATALOGUES = {"sharing": True, "sharing nothing": False}  # whether level pages share what their focus says


def catalogue(pages: int, *, sharing: bool, seed: int = 11) -> list[str]:
    """Dumps of a catalogue without hazards; made once and kept."""
    truths = make_catalogue(pages, seed=seed, rate=0.0, sharing=sharing)
    return extract(TOOL, [render_page(truth, seed=seed, rate=0.0) for truth in truths])


def short_pages() -> Iterator[str]:
    """Profiles of about a KiB each without end, all different; what they share, pages of one catalogue share."""
    number = 0
    while True:
        family, level = number // 50, number % 5 + 1
        bullets = "\n".join(
            f"- Sorts parcels of lane {family % 997} by rule {rule}." for rule in range(level, level + 8)
        )
        skills = "\n".join(f"- Tool {(family + skill) % 211} of the sorting hall" for skill in range(6))
        yield (
            f"Parcel Sorting {number} — P{level}\nPARCEL.LANE{family}.SORT{number}.P{level}\n"
            f"Keeps lane {number} moving, and says in time when it will stop.\n"
            f"Responsibilities\n{bullets}\n- Answers for lane {number}.\n"
            f"Skills\n{skills}\n- Knows the plan of hall {number % 50}\n"
            f"Title aliases\n- Sorter {family}\n- Lane keeper {number}\n"
        )
        number += 1


def write_files(texts: Iterable[str], root: Path, first: int = 0) -> None:
    """A file each, a thousand to a folder; `first` is the number of the first."""
    for number, text in enumerate(texts, first):
        folder = root / f"folder-{number // FOLDER:04}"
        if number % FOLDER == 0 or number == first:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"page-{number:07}.txt").write_text(text, encoding="utf-8")


def write_lines(texts: Iterable[str], path: Path) -> None:
    """A JSON object each, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            file.write(json.dumps({"id": f"{number:07}", "text": text}, ensure_ascii=False) + "\n")


def some(texts: Iterator[str], count: int) -> Iterator[str]:
    """The next `count` texts."""
    return islice(texts, count)
