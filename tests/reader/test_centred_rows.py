"""Tables whose cells are centred in their rows, as a tool writes them that fills lines with blanks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Table
from ingest.page_tables.centred_rows import centred_rows
from ingest.read import read_text

WORDS = ("Weighs flour.", "Fires the oven.", "Counts loaves.", "Opens the shop.")
Rows = list[list[list[str]]]  # rows of cells of lines


def drawn(rows: Rows) -> list[str]:
    """The lines of a table: cells are padded above and below to the height of their row, then to the widest line."""
    widths = [max(len(line) for cell in cells for line in cell) for cells in zip(*rows, strict=True)]
    lines: list[str] = []
    for row in rows:
        height = max(map(len, row))
        padded = []
        for cell in row:
            above = (height - len(cell)) // 2
            padded.append([""] * above + cell + [""] * (height - len(cell) - above))
        for line in zip(*padded, strict=True):
            lines.append("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))
    return lines


@st.composite
def tables(draw: st.DrawFn, least_first: int = 1) -> Rows:
    """Rows of a name and two or three cells of up to five lines, empty lines between them included."""
    width = draw(st.integers(2, 3))
    rows: Rows = [[[text] for text in ("Area", "Level 1", "Level 2", "Level 3")[: width + 1]]]
    for at in range(draw(st.integers(1, 5))):
        cells = []
        for _ in range(width):
            texts = draw(st.lists(st.sampled_from(WORDS), min_size=max(1, least_first if not at else 1), max_size=5))
            between = [""] if draw(st.booleans()) else []
            cells.append([line for text in texts for line in (text, *between)][: len(texts) * 2 - 1 or 1])
        rows.append([[f"Task {at + 1}"], *cells])
    return rows


@settings(max_examples=150, deadline=None)
@given(rows=tables())
def test_no_text_stands_in_a_row_that_is_not_its_own(rows: Rows) -> None:
    page = "\n".join(["Baker Ladder", "", *drawn(rows), "", "The shop is closed on Sundays."])
    found = [block for block in read_text(page).document.blocks if isinstance(block, Table)]
    own = {row[0][0]: [" ".join(filter(None, cell)) for cell in row[1:]] for row in rows[1:]}
    for row in found[0].rows:
        name, *cells = row.cells
        if name:
            assert all(cell in whole for cell, whole in zip(cells, own[name], strict=True)), "no text is another row's"


@settings(max_examples=150, deadline=None)
@given(rows=tables(least_first=3))
def test_lines_need_no_blanks_at_their_ends_where_the_first_name_is_not_the_first_line(rows: Rows) -> None:
    page = "\n".join(["Baker Ladder", "", *map(str.rstrip, drawn(rows)), "", "The shop is closed on Sundays."])
    found = [block for block in read_text(page).document.blocks if isinstance(block, Table)]
    assert {row.cells[0] for row in found[0].rows} - {""} == {row[0][0] for row in rows[1:]}


def rows_of(*lines: str) -> list[int | None] | None:
    """The rows of lines with a name, a text, both or none: `n`, `t`, `nt`, an empty string."""
    return centred_rows([["Oven" if "n" in line else "", "Fires it." if "t" in line else ""] for line in lines], None)


def test_lines_are_of_the_row_whose_name_is_in_the_middle_of_them() -> None:
    assert rows_of("t", "nt", "t", "nt") == [0, 0, 0, 1]
    assert rows_of("t", "nt", "t", "", "t", "nt", "t") == [0, 0, 0, None, 1, 1, 1]


def test_texts_that_are_in_the_middle_of_a_row_say_where_it_ends() -> None:
    assert rows_of("t", "nt", "t", "", "nt", "t") == [0, 0, 0, None, 1, 1]


def test_a_line_that_may_be_of_two_rows_is_of_neither() -> None:
    assert rows_of("t", "nt", "t", "t", "nt", "t") == [0, 0, 0, None, 1, 1]


def test_no_rows_fit_where_a_name_is_not_in_the_middle() -> None:
    assert rows_of("t", "t", "nt", "nt") is None
