"""Tables with a role a row, whose columns are headings: `Role | Responsibilities | Requirements`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.blocks import Table
from ingest.grammar import Grammars
from ingest.outline.level_tables import find_axis
from ingest.outline.role_names import plain_emphasis
from ingest.section_kinds import Kind

KINDS: Mapping[str, Kind] = {"responsibility": "responsibilities", "requirement": "requirements"}
"""What a column is about, by what its header means."""


def tables_by_column(table: Table, grammars: Grammars) -> list[tuple[Table, Kind | None]]:
    """Return a table of roles as several of two columns, each with its kind: the roles, and what one column says.

    The other columns stay together, without a kind. Empty for any other table, for one of levels with codes, and for
    one with a row that is not whole or has no name.
    """
    axis = find_axis(table, grammars)
    if axis is None or axis.is_across or table.header is None or any(mark.code for mark in axis.levels.values()):
        return []
    cells = table.header.cells
    are_whole = all(len(row.cells) == len(cells) and row.cells[0] for row in table.rows)
    if grammars.column(plain_emphasis(cells[0])) != "title" or not are_whole:
        return []
    kinds = {at: kind for at, cell in enumerate(cells) if (kind := kind_of_column(cell, grammars)) is not None}
    if "responsibilities" not in kinds.values():
        return []
    others = [at for at in range(1, len(cells)) if at not in kinds]
    return list(_cut(table, kinds, others))


def kind_of_column(header: str, grammars: Grammars) -> Kind | None:
    """The kind of items that a column holds by its header, duties or demands."""
    return KINDS.get(grammars.column(plain_emphasis(header)) or "")


def _cut(table: Table, kinds: Mapping[int, Kind], others: list[int]) -> Iterator[tuple[Table, Kind | None]]:
    for at, kind in kinds.items():
        yield _of_columns(table, [0, at]), kind
    if others:
        yield _of_columns(table, [0, *others]), None


def _of_columns(table: Table, columns: list[int]) -> Table:
    """The table with some of its columns only."""
    assert table.header is not None
    header, *rows = (row._replace(cells=tuple(row.cells[at] for at in columns)) for row in (table.header, *table.rows))
    return table._replace(header=header, rows=tuple(rows), width=len(columns))
