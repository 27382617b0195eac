"""Lines and columns of the file for each line of a page's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.html.origin_marks import Stretch, marks_of
from ingest.lazy_patterns import rare

_LINE_END = rare(r"\r\n?|\n")


class FilePlace(NamedTuple):
    """Lines and columns of the file, 1-based and inclusive, as an editor shows them."""

    line_start: int
    line_end: int
    col_start: int
    col_end: int


class FileLines:
    """Where the lines of a file begin. Lines and columns of a stretch of it count from 1, as in an editor."""

    def __init__(self, html: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(html))]
        if html.startswith("\ufeff"):
            self._starts[0] = 1  # it has no column

    def place(self, start: int, end: int) -> FilePlace:
        """The place of the characters from `start` on, before `end`."""
        starts = self._starts
        first, last = bisect_right(starts, start) or 1, bisect_right(starts, end - 1) or 1
        return FilePlace(first, last, start - starts[first - 1] + 1, end - starts[last - 1])


def places_of(marked: Sequence[str], places: Mapping[str, Stretch], html: str) -> tuple[FilePlace | None, ...]:
    """From the first to the last character of the file that a line of text is made of; None for a blank line.

    What is written for an element without a text and a tag of its own has the place between its neighbours.
    """
    known = [_extent([places[one] for one in marks_of(line)]) for line in marked]
    found = [
        _between(known, number, len(html)) if known[number] is None and line and not line.isspace() else known[number]
        for number, line in enumerate(marked)
    ]
    lines = FileLines(html)
    return tuple(lines.place(*stretch) if stretch else None for stretch in found)


def _extent(stretches: Sequence[Stretch]) -> Stretch | None:
    if len(stretches) < 2:
        return stretches[0] if stretches else None
    return min(start for start, _ in stretches), max(end for _, end in stretches)


def _between(found: Sequence[Stretch | None], number: int, length: int) -> Stretch:
    before = next((stretch for stretch in reversed(found[:number]) if stretch), (0, 0))
    behind = next((stretch for stretch in found[number + 1 :] if stretch), (length, length))
    end = max(before[1], behind[0], 1)
    return min(before[1], behind[0], end - 1), end
