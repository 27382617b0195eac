"""Physical lines to logical ones: what a tool wrapped, detached or aligned is put together again, and said.

Each repair is one file, with the question whether a page may need it. A logical line knows the physical lines it came
from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.text import (
    columns,
    emphasis,
    grids,
    headings,
    indent,
    lone_marks,
    ordered,
    rulers,
    signs,
    tabs,
    tagged,
    wraps,
)
from ingest.text.line import Line, begins_block
from ingest.text.row import pipe_row
from ingest.text.wide import breaks_anywhere, join

__all__ = [
    "REPAIRS",
    "Line",
    "Repair",
    "begins_block",
    "breaks_anywhere",
    "join",
    "logical_lines",
    "physical_lines",
    "pipe_row",
]


class Repair(NamedTuple):
    """`is_needed` is asked of a page's text, with a line end before each line, and quick to answer; where it says no,
    `repair` would change nothing."""

    is_needed: Callable[[str], bool]
    repair: Callable[[list[Line], list[Diagnostic]], list[Line]]


REPAIRS = (
    Repair(indent.is_indented, indent.dedent),
    Repair(signs.has_signs, signs.read_signs),
    Repair(tagged.has_tagged_headings, tagged.mark_tagged),
    Repair(headings.has_wrapped_headings, headings.join_headings),
    Repair(lone_marks.has_lone_marks, lone_marks.attach_marks),
    Repair(ordered.has_letters, ordered.number_letters),
    Repair(grids.has_borders, grids.cut_grids),
    Repair(tabs.has_tabs, tabs.cut_tabs),
    Repair(rulers.has_rulers, rulers.cut_rulers),
    Repair(columns.has_gaps, columns.cut_columns),
    Repair(wraps.may_be_filled, wraps.join_wraps),
    Repair(emphasis.has_emphasis, emphasis.join_emphasis),
)


def logical_lines(
    page: Sequence[str], diagnostics: list[Diagnostic], lines: list[Line] | None = None
) -> list[Line] | None:
    """The lines of a page as they are read, None if as they stand; what was repaired is added to `diagnostics`. `lines`
    are those of the page, where some of them are no lines of it."""
    text = "\n".join(["", *page] if lines is None else ["", *[line.text for line in lines]])
    for is_needed, repair in REPAIRS:
        if is_needed(text):
            lines = repair(physical_lines(page) if lines is None else lines, diagnostics)
            text = "\n".join(["", *[line.text for line in lines]])
    return None if lines is None or lines == physical_lines(page) else lines


def physical_lines(page: Sequence[str]) -> list[Line]:
    """The lines of a page as they stand."""
    return [Line(text, number, number) for number, text in enumerate(page, 1)]
