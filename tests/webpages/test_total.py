"""Whatever the markup: no crash, no lost text, no time out of proportion."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.html.elements import WRITTEN
from ingest.html.page import html_to_text, read_page
from ingest.read import read_text

FAMILIES: dict[str, Callable[[int], str]] = {
    "nested boxes": lambda n: "<div>" * (n // 5),
    "nested boxes with texts": lambda n: "<div>x" * (n // 6),
    "nested emphasis": lambda n: "<b>" * (n // 3),
    "nested lists": lambda n: "<ul><li>" * (n // 8),
    "nested tables": lambda n: "<table><tr><td>" * (n // 15),
    "items": lambda n: "<ul>" + "<li>x" * (n // 5) + "</ul>",
    "numbered items": lambda n: "<ol>" + "<li>x" * (n // 5) + "</ol>",
    "rows": lambda n: "<table>" + "<tr><td>x" * (n // 9) + "</table>",
    "bodies of tables": lambda n: "<table>" + "<tbody><tr><td>x" * (n // 16) + "</table>",
    "cells": lambda n: "<table><tr>" + "<td colspan=9>x" * (n // 15) + "</table>",
    "paragraphs": lambda n: "<p>x" * (n // 4),
    "spans": lambda n: "<div>" + "<span>x</span>" * (n // 14) + "</div>",
    "bold": lambda n: "<li>" + "<b></b>" * (n // 14) + "<b>x</b>" * (n // 16),
    "links": lambda n: "<a href=x>x<p>y" * (n // 15),
    "breaks": lambda n: "<br>" * (n // 4),
    "open angles": lambda n: "<" * n,
    "open comments": lambda n: "<!--" * (n // 4) + "-->",
    "ampersands": lambda n: "&" * n,
    "attributes": lambda n: "<div " + " ".join(f"k{i}=1" for i in range(n // 8)) + ">",
    "closing tags": lambda n: "</div>" * (n // 6),
    "backslashes": lambda n: "\\" * n,
}
SIZE = 120_000
ENDLESS = pytest.mark.timeout(120)  # what takes the square of SIZE takes longer; what does not, a second or two


@ENDLESS
@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_broken_and_repeated_markup_is_read_to_its_end(family: Callable[[int], str]) -> None:
    assert "END" in html_to_text(f"<html><body>{family(SIZE)}<p>END")


@ENDLESS
def test_a_hundred_thousand_nested_boxes() -> None:
    depth = 100_000
    html = "<html>" + "<div>" * depth + "<h1>Baker — P2</h1><p>BREAD.OVEN.P2</p>" + "</div>" * depth + "<p>END</p>"
    page = read_page(html)
    assert re.findall(r"\S.*", page.text) == ["Baker — P2", "BREAD.OVEN.P2", "END"]
    assert [profile.code for profile in read_text(html).profiles] == ["BREAD.OVEN.P2"]


def test_a_large_picture_inside_of_the_markup() -> None:
    picture = "A" * 12_000_000  # more than libxml2 takes for an attribute unless it is told to
    assert html_to_text(f"<p>a<img src='data:image/png;base64,{picture}' alt='P1'></p><p>END</p>") == "aP1\n\nEND"


TAGS = st.sampled_from([*sorted(WRITTEN.keys() - {"dialog"}), "em", "q", "my-tag", "tbody", "thead"])
WORDS = st.text("abc|*#-`~\\<>&1.: é漢", min_size=1, max_size=12)


@given(
    st.lists(st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), WORDS.map(lambda w: w.replace("<", "&lt;"))))
)
def test_every_visible_character_of_any_soup_of_tags_stays(soup: list[str]) -> None:
    html = "".join(soup).replace("&#", "&amp;#")  # `&#1` is no visible character
    said = [piece for piece in soup if not re.fullmatch(r"</?[a-z0-9-]+>", piece)]
    text = html_to_text(f"<body>{html}")
    kept = re.sub(r"\\(?=[|\\`#~])|[\s|:-]|\d+\.|\*\*|;|\"", "", text)
    wanted = re.sub(r"[\s|:-]|\d+\.|\*\*|;|\"", "", "".join(said).replace("&lt;", "<"))
    letters = re.compile(r"[abcé漢<>&]")
    assert letters.findall(kept) == letters.findall(wanted)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    read_page(text)
    reading = read_text("<html>" + text)
    unowned = [
        line for line, owner in zip(reading.document.lines, reading.owners, strict=True) if line.strip() and not owner
    ]
    assert not reading.profiles or unowned == []
