"""One table in every drawing: the same rows of cells, each with its lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.drawings import WHOLE, Rows, tags
from ingest.blocks import Table
from ingest.read import read_text

WORDS = ["oven", "red crate", "flat", "10 kg", "a & b", "書類", "書類 two", "(left)"]


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A header and rows; a cell may be empty between the first and the last of its row."""
    width = draw(st.integers(2, 5))
    full, any_cell = st.sampled_from(WORDS), st.sampled_from(["", *WORDS])
    header = draw(st.lists(full, min_size=width, max_size=width))
    inner = st.lists(any_cell, min_size=width - 2, max_size=width - 2)
    rows = draw(st.lists(st.tuples(full, inner, full), min_size=1, max_size=5))
    return [header, *([first, *between, last] for first, between, last in rows)]


@pytest.mark.parametrize("drawing", WHOLE, ids=lambda drawing: drawing.__name__)
@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_a_table_has_its_cells_however_it_is_drawn(drawing: Callable[[Rows], str], rows: Rows) -> None:
    page = f"# Crates\n\n{drawing(rows)}\n\nThe store is closed on Sundays.\n"
    lines = page.split("\n")
    (table,) = [block for block in read_text(page).document.blocks if isinstance(block, Table)]
    assert table.header is not None
    read = [table.header, *table.rows]
    assert [list(row.cells) for row in read] == rows
    assert all(row.raw == lines[row.start - 1] for row in read), "each has the line it is drawn on"


@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_a_table_of_a_page_of_html_has_them_too(rows: Rows) -> None:
    reading = read_text(f"<html><body><h1>Crates</h1>{tags(rows)}</body></html>", format="html")
    (table,) = [block for block in reading.document.blocks if isinstance(block, Table)]
    assert table.header is not None
    assert [list(row.cells) for row in (table.header, *table.rows)] == rows
