"""Marks in a text that record the origin of each piece: they stay with the piece in every line it becomes part of.

A mark is three surrogates, which cannot occur in a page's text. It follows the last character of its piece.
"""

from __future__ import annotations

import re

CELL = "\0"  # stands for a wall between the cells of a table: no text of a page holds one
_FIRST = 0xD800
_BITS = 11  # of a number in one surrogate
_MOST = (1 << _BITS) - 1
_MARK = re.compile("[\ud800-\udfff][\ud800-\udfff]{2}")  # the first one is looked for by itself, which is quicker
_LOW = tuple(chr(_FIRST + number) for number in range(_MOST + 1))

Stretch = tuple[int, int]
"""Where a piece stands: its first character of the file, from 0, and the one behind its last."""

has_marks = re.compile("[\ud800-\udfff]").search
marks_of = _MARK.findall


def mark(number: int) -> str:
    """The mark with a number."""
    return _LOW[number >> 2 * _BITS] + _LOW[number >> _BITS & _MOST] + _LOW[number & _MOST]


def bare(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub("", text) if has_marks(text) else text
