"""Headings that a page of Markdown writes as tags, `<h2 align="center">Baker</h2>`: headings with marks again."""

from __future__ import annotations

import re

from ingest.diagnostics import Diagnostic
from ingest.rare import rare
from ingest.text.line import Line

_TAGGED = re.compile(r"\n[ ]{0,3}<h[1-6][\s>]", re.IGNORECASE)
_WHOLE = rare(r"[ ]{0,3}<h([1-6])(?:\s[^<>]*)?>(.*\S.*)</h\1>[ \t]*$", re.IGNORECASE)


def has_tagged_headings(page: str) -> bool:
    """Whether a line begins with the tag of a heading."""
    return _TAGGED.search(page) is not None


def mark_tagged(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Replace the tags of a heading by marks, if they enclose a whole line. No diagnostic: Markdown allows both."""
    return [_marked(line) for line in lines]


def _marked(line: Line) -> Line:
    tagged = _WHOLE.match(line.text)
    return line._replace(text=f"{'#' * int(tagged[1])} {tagged[2].strip()}") if tagged else line
