"""Text to lines: characters, and repairs of what a tool wrapped, detached or marked in its own way.

Each repair is one file, which also says whether a page may need it. A logical line knows its physical lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.text import (
    doubled,
    emphasis,
    headings,
    indent,
    inline_marks,
    justified,
    lone_marks,
    ordered,
    tagged,
    unusual_marks,
    wraps,
)
from ingest.text.line import Line, begins_block, physical_lines
from ingest.text.wide import breaks_anywhere, join

__all__ = ["JOINS", "MARKS", "Line", "Repair", "begins_block", "breaks_anywhere", "join", "physical_lines"]


class Repair(NamedTuple):
    """`is_needed` is asked of a page's text, with a line end before each line, and quick to answer; where it says no,
    `repair` would change nothing."""

    is_needed: Callable[[str], bool]
    repair: Callable[[list[Line], list[Diagnostic]], list[Line]]


MARKS = (
    Repair(indent.is_indented, indent.dedent),
    Repair(doubled.has_doubled_letters, doubled.undouble),
    Repair(justified.may_be_justified, justified.join_words),
    Repair(unusual_marks.has_unusual_marks, unusual_marks.read_unusual_marks),
    Repair(tagged.has_tagged_headings, tagged.mark_tagged),
    Repair(headings.has_wrapped_headings, headings.join_headings),
    Repair(lone_marks.has_lone_marks, lone_marks.attach_marks),
    Repair(ordered.has_letters, ordered.number_letters),
)
JOINS = (
    Repair(wraps.may_be_filled, wraps.join_wraps),
    Repair(emphasis.has_emphasis, emphasis.join_emphasis),
    Repair(inline_marks.has_inline_marks, inline_marks.cut_at_marks),
)
