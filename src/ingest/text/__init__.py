"""Stage 1 of the reader, text to lines: characters, and repairs of what a tool wrapped, detached or marked itself.

Each repair is one file, which also says whether a page may need it. A logical line knows its physical lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.text import (
    doubled_letters,
    emphasis,
    indent,
    inline_bullets,
    justified_lines,
    lettered_lists,
    lone_bullets,
    tagged_headings,
    unusual_marks,
    wrapped_headings,
    wrapped_lines,
)
from ingest.text.line import Line, begins_block, physical_lines
from ingest.text.wide_characters import breaks_anywhere, join

__all__ = ["JOINS", "MARKS", "Line", "Repair", "begins_block", "breaks_anywhere", "join", "physical_lines"]


class Repair(NamedTuple):
    """`is_needed` is asked of a page's text, with a line end before each line, and quick to answer; where it says no,
    `repair` would change nothing."""

    is_needed: Callable[[str], bool]
    repair: Callable[[list[Line], list[Diagnostic]], list[Line]]


MARKS = (
    Repair(indent.is_indented, indent.dedent),
    Repair(doubled_letters.has_doubled_letters, doubled_letters.undouble),
    Repair(justified_lines.may_be_justified, justified_lines.join_words),
    Repair(unusual_marks.has_unusual_marks, unusual_marks.read_unusual_marks),
    Repair(tagged_headings.has_tagged_headings, tagged_headings.mark_tagged),
    Repair(wrapped_headings.has_wrapped_headings, wrapped_headings.join_headings),
    Repair(lone_bullets.has_lone_marks, lone_bullets.attach_marks),
    Repair(lettered_lists.has_letters, lettered_lists.number_letters),
)
JOINS = (
    Repair(wrapped_lines.may_be_filled, wrapped_lines.join_wraps),
    Repair(emphasis.has_emphasis, emphasis.join_emphasis),
    Repair(inline_bullets.has_inline_marks, inline_bullets.cut_at_marks),
)
