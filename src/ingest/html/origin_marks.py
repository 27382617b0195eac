"""Marks in a text that record the origin of each piece: they stay with the piece in every line it becomes part of.

A mark is three surrogates, which cannot occur in a page's text. It follows the last character of its piece.
"""

from __future__ import annotations

from ingest.lazy_patterns import rare

CELL = "\0"  # a wall between the cells of a table: no text of a page holds one
_FIRST = 0xD800
_BITS = 11  # of a number in one surrogate
_MOST = (1 << _BITS) - 1
_MARK = rare("[\ud800-\udfff][\ud800-\udfff]{2}")  # the first one is looked for by itself, which is quicker
_PART_OF_ONE = rare("[\ud800-\udfff]")
_LOW = tuple(chr(_FIRST + number) for number in range(_MOST + 1))

Stretch = tuple[int, int]
"""The place of a piece: its first character of the file, from 0, and the one after its last."""


def mark(number: int) -> str:
    """The mark with a number."""
    return _LOW[number >> 2 * _BITS] + _LOW[number >> _BITS & _MOST] + _LOW[number & _MOST]


def has_marks(text: str) -> bool:
    """Whether a text has a mark."""
    return _PART_OF_ONE.search(text) is not None


def marks_of(text: str) -> list[str]:
    """The marks of a text, in order."""
    return _MARK.findall(text)


def bare(text: str) -> str:
    """A text without its marks."""
    return _MARK.sub("", text) if has_marks(text) else text
