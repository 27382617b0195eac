"""Outlines by hand: what fails today is in a list that may only shrink.

`python -m pytest tests/reader/test_outline.py --runxfail -k NAME` shows what is wrong with a page.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.api import parse_all

from .outlines import FOLDER, PARTS, Outline, asks, load_outlines

OUTLINES = load_outlines()
FAILING = (FOLDER / "failing.txt").read_text("utf-8").split("\n")[:-1]
ASKED = {f"{outline.name}:{part}": (outline, part) for outline in OUTLINES for part in PARTS if asks(outline, part)}


@pytest.mark.parametrize(
    ("outline", "part"),
    [
        pytest.param(*asked, id=name, marks=[pytest.mark.xfail(strict=True)] if name in FAILING else [])
        for name, asked in ASKED.items()
    ],
)
def test_outline(outline: Outline, part: str) -> None:
    wrong = list(PARTS[part](outline, parse_all(outline.text)))
    assert not wrong, "\n".join(wrong)


def test_the_list_of_what_fails_has_nothing_else() -> None:
    assert sorted(ASKED.keys() & set(FAILING)) == sorted(FAILING)


@pytest.mark.parametrize("outline", OUTLINES, ids=lambda outline: outline.name)
def test_every_line_of_an_outline_is_on_the_page(outline: Outline) -> None:
    lines = outline.text.split("\n")
    claimed = [line for profile in outline.profiles for first, last, *_ in profile["lines"] for line in (first, last)]
    headings = [line for profile in outline.profiles for line, *_ in profile.get("headings", [])]
    assert all(lines[line - 1].strip() for line in (*claimed, *headings))
    ranges = sorted((first, last) for profile in outline.profiles for first, last, *_ in profile["lines"])
    assert all(before[1] < after[0] for before, after in pairwise(ranges)), "a line twice"
