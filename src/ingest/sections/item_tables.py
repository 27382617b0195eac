"""Tables whose cells are items: a level a row, a level or a role a column, or one column of what is essential."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.blocks import Table
from ingest.grammar import Grammars
from ingest.grammar.word_lookup import Need
from ingest.lazy_patterns import rare
from ingest.outline.level_tables import is_of_roles, needs_of, role_of_cell
from ingest.outline.overview_tables import kind_of_column
from ingest.sections.level_labels import Label, find_label
from ingest.sections.reader_interface import Claim, Lined
from ingest.sections.table_rows import whole_rows

LEAST_COLUMNS = 2  # of levels beside each other
_LINE = rare(r"(?:<br ?/?>|</?[ou]l>|</?li>|\n)+", re.IGNORECASE)  # what parts the lines of a cell


class Run(NamedTuple):
    """Items of a table with the same label, group and column, each with its row. `named_by` are the lines that name the
    label.

    A None means the same value as above the table.
    """

    items: Sequence[tuple[str, Lined]]
    named_by: Lined
    label: Label | None = None
    group: str | None = None
    lead: str | None = None


def read_item_table(table: Table, claim: Claim, grammars: Grammars) -> list[Run] | None:
    """The items of a table, in the order in which they are read; None where nothing says that its cells are items.

    A row that is not whole is left in `claim`.
    """
    runs = _across(table, grammars)
    if runs is None:
        runs = _by_role(table, grammars)
    if runs is None:
        runs = _by_need(table, claim, grammars)
    if runs is None:
        return _down(table, claim, grammars)
    claim.owned.append(table)
    return runs


def _down(table: Table, claim: Claim, grammars: Grammars) -> list[Run] | None:
    """A column of levels and one of responsibilities; a title may be between."""
    width, header = table.width, table.header
    fields = [grammars.column(cell) for cell in header.cells] if header else []
    if header and width == len(header.cells) and find_label(header.cells[0], grammars) and fields[0] != "level":
        table = table._replace(header=None, rows=(header, *table.rows))  # no header: its first row is a level's
        fields = []
    rows = [row for row in table.rows if len(row.cells) == width]
    known = width == 2 or (len(fields) == width == 3 and "responsibility" in fields and "title" in fields)
    if not known or not rows or not all(find_label(row.cells[0], grammars) for row in rows):
        return None
    text_at = fields.index("responsibility") if "responsibility" in fields else 1
    title_at = fields.index("title") if width == 3 else None
    runs = []
    for row in whole_rows(table, width, claim):
        label = find_label(row.cells[0], grammars)
        assert label is not None, row
        title = label.title if title_at is None else row.cells[title_at] or None
        runs.append(Run([(row.cells[text_at], row)], row, label._replace(title=title)))
    return runs


def _by_role(table: Table, grammars: Grammars) -> list[Run] | None:
    """A role a row, and one column of duties or demands, each line of a cell one of them."""
    header = table.header.cells if table.header else ()
    if len(header) != 2 or grammars.column(header[0]) != "title" or kind_of_column(header[1], grammars) is None:
        return None
    if any(len(row.cells) != 2 for row in table.rows):
        return None
    runs = []
    for row in table.rows:
        lines = [text.strip() for text in _LINE.split(row.cells[1]) if grammars.plain(text)]
        texts = [text for text in lines if not grammars.is_placeholder(text)]
        runs.append(Run([(text, row) for text in texts], row, Label(None, role_of_cell(row.cells[0]) or None)))
    return runs


def _across(table: Table, grammars: Grammars) -> list[Run] | None:
    """A column a level or a role, each cell a duty; only where no cell is missing, or it may have moved."""
    cells = table.header.cells if table.header else ()
    labels = [find_label(cell, grammars) for cell in cells]
    if is_of_roles(table, grammars):
        labels = [Label(None, role_of_cell(cell)) for cell in cells]
    if len(labels) < LEAST_COLUMNS or not all(labels) or len(labels) != table.width:
        return None
    if any(len(row.cells) != len(labels) or not all(row.cells) for row in table.rows):
        return None
    named_by = table.header or table
    return [Run([(row.cells[at], row) for row in table.rows], named_by, label) for at, label in enumerate(labels)]


def _by_need(table: Table, claim: Claim, grammars: Grammars) -> list[Run] | None:
    """A column of what is essential and one of what is desirable, each line of a cell an item; the first column names
    the group. What other columns say, how it is assessed, is no item.
    """
    needs = needs_of(table, grammars)
    cells = table.header.cells if table.header else ()
    if not needs or any(len(row.cells) != len(cells) for row in table.rows):
        return None
    said = [grammars.words.tick(row.cells[at]) for row in table.rows for at in needs if row.cells[at]]
    if min(needs) and said and None not in said:
        return _ticked(table, needs, claim, grammars)
    runs = []
    for row in table.rows:
        group = row.cells[0] if 0 not in needs and row.cells[0] else None
        for at in needs:
            texts = [text.strip() for text in _LINE.split(row.cells[at]) if grammars.plain(text)]
            runs.append(Run([(text, row) for text in texts], row, group=group, lead=cells[at]))
    return runs


def _ticked(table: Table, needs: dict[int, Need], claim: Claim, grammars: Grammars) -> list[Run]:
    """The criteria of a table that ticks off which are essential and which desirable. A row without a tick may be a
    group's name or a criterion, so it is left in `claim`.
    """
    cells = table.header.cells if table.header else ()
    runs = []
    for row in table.rows:
        named = [cell for cell in row.cells[: min(needs)] if cell]
        ticks = [at for at in needs if row.cells[at] and grammars.words.tick(row.cells[at])]
        if not named or not any(row.cells[at] for at in needs):
            claim.rest.append(table._replace(header=None, rows=(row,), separator=None, start=row.start, end=row.end))
            continue
        group = row.cells[0] if len(named) > 1 else None
        runs.append(Run([(named[-1], row)], row, group=group, lead=cells[ticks[0]] if len(ticks) == 1 else None))
    return runs
