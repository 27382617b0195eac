"""Physical lines to logical ones: what a tool wrapped, detached or aligned is put together again, and said.

Each repair is one file, with the question whether a page may need it. A logical line knows the physical lines it came
from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.layout import columns, emphasis, grids, indent, marks, rulers, tabs, wraps
from ingest.layout.line import Line
from ingest.layout.wide import breaks_anywhere, join

__all__ = ["REPAIRS", "Line", "Repair", "breaks_anywhere", "join", "logical_lines"]


class Repair(NamedTuple):
    """`is_needed` is asked of the lines' texts and quick to answer; only if it says so are the lines looked through."""

    is_needed: Callable[[Sequence[str]], bool]
    repair: Callable[[list[Line], list[Diagnostic]], list[Line]]


REPAIRS = (
    Repair(indent.is_indented, indent.dedent),
    Repair(marks.has_lone_marks, marks.attach_marks),
    Repair(grids.has_borders, grids.cut_grids),
    Repair(tabs.has_tabs, tabs.cut_tabs),
    Repair(rulers.has_rulers, rulers.cut_rulers),
    Repair(columns.has_gaps, columns.cut_columns),
    Repair(wraps.may_be_filled, wraps.join_wraps),
    Repair(emphasis.has_emphasis, emphasis.join_emphasis),
)


def logical_lines(page: Sequence[str], diagnostics: list[Diagnostic]) -> list[Line] | None:
    """The lines of a page as they are read, None if as they stand; what was repaired is added to `diagnostics`."""
    if not any(is_needed(page) for is_needed, _ in REPAIRS):
        return None
    lines = physical = [Line(text, number, number) for number, text in enumerate(page, 1)]
    for _, repair in REPAIRS:
        lines = repair(lines, diagnostics)
    return None if lines == physical else lines
