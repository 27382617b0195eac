"""A page to the text that the reader reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.html.file_lines import FilePlace, places_of
from ingest.html.markdown_lines import to_lines
from ingest.html.origin_marks import CELL, bare
from ingest.html.simplify import simplify
from ingest.html.truncated_page import ends_early


class Page(NamedTuple):
    """A page's text, the place of each of its lines in the file, and what is not part of the text.

    `places[0]` is the place of line 1 of the text; None for a blank line. `rows` are the lines that are rows of tables,
    from 1, each with its cells; None is a rule under a header. `ends_early` is the evidence that the page breaks off,
    or None.
    """

    text: str
    places: tuple[FilePlace | None, ...]
    rows: Mapping[int, tuple[str, ...] | None]
    diagnostics: tuple[Diagnostic, ...]
    ends_early: str | None = None


def read_page(html: str) -> Page:
    """A page's text as Markdown-like lines. Never raises on a str, and takes time in proportion to its length.

    Scripts, styles, navigation, comments and what is hidden by its markup are set aside; I602 counts their
    characters.
    """
    simple = simplify(html)
    marked = to_lines(simple.page)
    places = places_of(marked.split("\n"), simple.places, html)
    counts = ", ".join(f"{what} {count}" for what, count in sorted(simple.aside.items()) if count)
    found = []
    if counts:
        found.append(diagnose("I602", 1, detail=f"{simple.aside.total()} characters of the page ({counts})"))
    if simple.spanning or simple.listed:
        found.append(diagnose("W425", 1, detail=f"{simple.spanning} spanning cells, {simple.listed} list items"))
    if simple.is_rough:
        found.append(diagnose("W318", 1))
    text = bare(marked)
    return Page(text.replace(CELL, "|"), places, _rows(text), tuple(found), ends_early(html))


def _rows(text: str) -> dict[int, tuple[str, ...] | None]:
    """The cells of each line that is a row, or the rule under one."""
    rows: dict[int, tuple[str, ...] | None] = {}
    for number, line in enumerate(text.split("\n"), 1):
        bare_line = line.strip()
        if bare_line.startswith(CELL):
            cells = tuple([cell.strip() for cell in bare_line.split(CELL)[1:-1]])
            rows[number] = cells if bare_line.endswith(CELL) else None
    return rows


def html_to_text(html: str) -> str:
    """A page's text as Markdown-like lines."""
    return read_page(html).text
