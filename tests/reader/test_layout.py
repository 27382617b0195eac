"""Repairs of the layout, and forms of tables: the question before each of them, on any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks.lists import is_mark
from ingest.diagnostics import Diagnostic
from ingest.grammar import load_grammars
from ingest.page_tables import FORMS, Form, Geometry
from ingest.text import JOINS, MARKS, Line, Repair
from ingest.text.line import MARK
from ingest.text.normalise import normalise

from .test_accounting import dump

PIECES = [
    "+---+---+", "| a | b |", "---+---", "--- ---", "===  ===", "- ", "•", "c    d", "**a", "b** c", " x", "> y",
    "\t", "a\tb", "and so on,", "┌──┐", "│ a │", "├──┤", "++-+",
    "<table>", "<tr><td>a", "</table>", "A line that is filled to a width of so many columns",
]  # fmt: skip
TABLES = [
    "| a | b |\n---+---\n| c | d |", "+---+---+\n| a | b |\n+---+---+", "a\tb\nc\td", "a    b\nc    d",
    "a    b\n---  ---\nc    d", "<table>\n<tr><td>a</td></tr>\n</table>",
]  # fmt: skip
drawn = st.lists(
    st.sampled_from(TABLES) | st.sampled_from(PIECES) | st.text("+-=─┌┐│|*• \t>aB", max_size=8), max_size=12
).map("\n".join)


@pytest.mark.parametrize("repair", [*MARKS, *JOINS], ids=lambda repair: repair.repair.__name__)
@settings(max_examples=150, deadline=None)
@given(text=drawn | dump)
def test_what_is_not_needed_would_change_nothing(repair: Repair, text: str) -> None:
    page, _ = normalise(text)
    lines = [Line(text, number, number) for number, text in enumerate(page, 1)]
    said: list[Diagnostic] = []
    if not repair.is_needed("\n".join(["", *page])):
        assert repair.repair(list(lines), said) == lines
        assert not said


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.read.__name__)
@settings(max_examples=150, deadline=None)
@given(text=drawn | dump)
def test_a_form_that_cannot_be_here_is_not_found(form: Form, text: str) -> None:
    page, _ = normalise(text)
    lines = [Line(text, number, number) for number, text in enumerate(page, 1)]
    said: list[Diagnostic] = []
    if not form.may_be_in("\n".join(["", *page]), load_grammars().page):
        assert form.read(list(lines), Geometry(page, load_grammars(), said)) == lines
        assert not said


def test_repairs_know_the_marks_of_bullets_that_the_grammar_knows() -> None:
    """The repairs have no parser at hand: they take the terminals of `grammars/page.lark` as they are in the file."""
    bullet = load_grammars().page.bullet
    starts = [chr(code) for code in range(0x10000)] + [
        f"{number}{end}" for number in (1, 12, 999, 1234) for end in ".):"
    ]
    known = [start for start in starts if bullet.match(f"{start} Counts crates")]
    assert known == [start for start in starts if MARK.match(f"{start} Counts crates")]
    assert {"-", "•", "✔", "12)", "999."} < set(known)
    assert {start for start in starts if is_mark(start)} < set(known)
