"""Dumps on disk to run over: a catalogue's pages as a tool extracted them, or a million short ones."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from string import ascii_lowercase

from extractors.extract import extract
from extractors.tools import TOOLS
from pages.catalogue import make_catalogue
from pages.html import render_page

TOOL = TOOLS[0]
FOLDER = 1000  # files in one folder
VARIED = Path(__file__).resolve().parent.parent / "raw" / "data" / "data-pipelines-p4.txt"
SHORT = 30  # characters: headings and names
REAL = {"official": "real pages of public services", "ladders": "real pages of ladders"}
_WORD = re.compile(r"[a-z]{4,}")
CATALOGUES = {"sharing": True, "sharing nothing": False}  # whether level pages share what their focus says


def catalogue(pages: int, *, sharing: bool, seed: int = 11) -> list[str]:
    """Dumps of a catalogue without hazards; made once and kept."""
    truths = make_catalogue(pages, seed=seed, rate=0.0, sharing=sharing)
    return extract(TOOL, [render_page(truth, seed=seed, rate=0.0) for truth in truths])


def varied(copies: int) -> list[str]:
    """Copies of a page that share nothing but its short lines: in all others each word ends otherwise in each copy."""
    page = VARIED.read_text(encoding="utf-8").split("\n")
    made = []
    for copy in range(copies):
        letters = ascii_lowercase[copy % 26 :] + ascii_lowercase[: copy % 26]
        ends = partial(_with_other_end, str.maketrans(ascii_lowercase, letters), "e" * (copy // 26))
        made.append("\n".join(line if len(line) < SHORT else _WORD.sub(ends, line) for line in page))
    return made


def _with_other_end(letters: dict[int, int], behind: str, word: re.Match[str]) -> str:
    return word[0][:-2] + word[0][-2:].translate(letters) + behind


def real_pages() -> dict[str, list[str]]:
    """Pages of other people, of public services and of ladders, from the folder that REAL_DUMPS names, if it does."""
    if "REAL_DUMPS" not in os.environ:
        return {}
    folder = Path(os.environ["REAL_DUMPS"]) / "gold"
    files = {name: sorted([*folder.glob(f"{name}/*.md"), *folder.glob(f"{name}/*.txt")]) for name in REAL}
    return {what: [file.read_text("utf-8", "replace") for file in files[name]] for name, what in REAL.items()}


def html_pages(pages: int) -> tuple[list[str], list[str]]:
    """Pages of HTML that share nothing, and the lines that are made of each."""
    from ingest.html.page import html_to_text

    truths = make_catalogue(pages, seed=11, rate=0.0, sharing=False)
    made = [render_page(truth, seed=11, rate=0.0) for truth in truths]
    return made, [html_to_text(page) for page in made]


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
