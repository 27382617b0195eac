"""A row of cells as the reader of tables knows it, whatever stood between the cells before."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.text.line import Line

RULE = "___"  # a border above or below a table: it separates, and underlines nothing


def pipe_row(cells: Sequence[str], start: int, end: int) -> Line:
    """`| a | b |`; a pipe inside of a cell is escaped."""
    return Line("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |", start, end)


def separator(width: int, start: int, end: int) -> Line:
    """The line under a header."""
    return Line("|" + "---|" * width, start, end)
