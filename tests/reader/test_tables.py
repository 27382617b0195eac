"""One table in every drawing: the same rows of cells, each with its lines."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Table
from ingest.read import read_text
from ingest.text.wide import columns

Rows = list[list[str]]

WORDS = ["oven", "red crate", "flat", "10 kg", "a & b", "書類", "書類 two", "(left)"]


def ljust(row: list[str], widths: list[int]) -> list[str]:
    return [cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)]


def widths_of(rows: Rows) -> list[int]:
    return [max(map(columns, cells)) for cells in zip(*rows, strict=True)]


def pipes(rows: Rows) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def bare_pipes(rows: Rows) -> str:
    lines = [" | ".join(ljust(row, widths_of(rows))) for row in rows]
    return "\n".join([lines[0], "-+-".join("-" * max(2, width) for width in widths_of(rows)), *lines[1:]])


def grid(rows: Rows) -> str:
    border = "".join(f"+{'-' * (width + 2)}" for width in widths_of(rows)) + "+"
    lines = [f"| {' | '.join(ljust(row, widths_of(rows)))} |" for row in rows]
    return "\n".join([border, lines[0], border.replace("-", "="), *(f"{line}\n{border}" for line in lines[1:])])


def box(rows: Rows) -> str:
    lines = [f"│ {' │ '.join(ljust(row, widths_of(rows)))} │" for row in rows]
    top, middle, bottom = (
        f"{left}{inner.join('─' * (width + 2) for width in widths_of(rows))}{right}"
        for left, inner, right in ("┌┬┐", "├┼┤", "└┴┘")
    )
    return "\n".join([top, lines[0], middle, *lines[1:], bottom])


def ruled(rows: Rows) -> str:
    lines = ["  ".join(ljust(row, widths_of(rows))) for row in rows]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths_of(rows)), *lines[1:]])


def framed(rows: Rows) -> str:
    lines = ["  ".join(ljust(row, widths_of(rows))) for row in rows]
    ruler = "  ".join("=" * width for width in widths_of(rows))
    return "\n".join([ruler, lines[0], ruler, *lines[1:], ruler])


def fixed_width(rows: Rows) -> str:
    return "\n".join("  ".join(ljust(row, widths_of(rows))).rstrip() for row in rows)


def tabbed(rows: Rows) -> str:
    return "\n".join(map("\t".join, rows))


def tags(rows: Rows) -> str:
    head, *body = rows
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in body]
    header = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return "\n".join(["<table>", *(f"<tr>{line}</tr>" for line in (header, *lines)), "</table>"])


DRAWINGS = (pipes, bare_pipes, grid, box, ruled, framed, fixed_width, tabbed, tags)


@st.composite
def tables(draw: st.DrawFn) -> Rows:
    """A header and rows; a cell may be empty between the first and the last of its row."""
    width = draw(st.integers(2, 5))
    full, any_cell = st.sampled_from(WORDS), st.sampled_from(["", *WORDS])
    header = draw(st.lists(full, min_size=width, max_size=width))
    inner = st.lists(any_cell, min_size=width - 2, max_size=width - 2)
    rows = draw(st.lists(st.tuples(full, inner, full), min_size=1, max_size=5))
    return [header, *([first, *between, last] for first, between, last in rows)]


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.__name__)
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
