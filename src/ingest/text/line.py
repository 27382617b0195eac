"""A logical line: its text, and the physical lines (1-based, inclusive) that it covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.bullet_marks import BULLET, NUMBERED
from ingest.text.table import Table

MARK = re.compile(rf"[ \t]*({BULLET}|{NUMBERED})(?=[ \t]|$)")
STRUCTURE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|```|~~~|:[ \t]|(?:[-=*_~][ \t]*+){3,}+$|[-─]{2,}[+┼]|\|)")
WALL = "|"


class Line(NamedTuple):
    """One line as it is read. A drawn table is one line, borders included: its text is a placeholder, by which
    every repair and the grammar know that a table is here.
    """

    text: str
    start: int
    end: int
    table: Table | None = None


def counted(lines: int) -> str:
    """`1 line`, `3,000 lines`."""
    return "1 line" if lines == 1 else f"{lines:,} lines"


def is_blank(line: Line) -> bool:
    """Return whether the line is blank."""
    return not line.text or line.text.isspace()


def begins_block(text: str) -> bool:
    """Whether a line opens something by its own marks: a bullet, a heading, a rule, a fence, a definition, a row."""
    if text[:1].isalpha():
        return False
    return MARK.match(text) is not None or STRUCTURE.match(text) is not None


def physical_lines(page: Sequence[str], first: int = 1) -> list[Line]:
    """Return the lines of a page as they are, counted from `first`."""
    return [Line(text, number, number) for number, text in enumerate(page, first)]
