"""Rows of a table, read by its columns; those that do not fit are kept, and cost only themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.blocks import Row, Table
from ingest.grammar import Grammars
from ingest.sections.reader_interface import Claim


def fields_of(table: Table, grammars: Grammars) -> list[str | None]:
    """The field that each column means by its header; None where it means nothing, no fields without a header."""
    return [grammars.column(cell) for cell in table.header.cells] if table.header else []


def read_rows(
    table: Table,
    fields: Sequence[str | None],
    needed: str,
    claim: Claim,
    *,
    known: Sequence[str] = (),
    is_proven: Callable[[Row], bool] | None = None,
) -> list[tuple[dict[str, str], Row]]:
    """The rows of a table, each with its filled cells by field; none where no column is the `needed` one.

    `known` are the fields that the reader understands: where a column means something else, or two mean the same, the
    table is also kept as it is. `is_proven` tells a row whose last cell may be empty.
    """
    if needed not in fields:
        claim.rest.append(table)
        return []
    named = [field for field in fields if field in known]
    if known and (len(named) < len(fields) or len(set(named)) < len(named)):
        claim.rest.append(table)
    return [
        ({field: cell for field, cell in zip(fields, row.cells, strict=True) if field and cell}, row)
        for row in whole_rows(table, len(fields), claim, is_proven)
    ]


def whole_rows(table: Table, width: int, claim: Claim, is_proven: Callable[[Row], bool] | None = None) -> list[Row]:
    """The rows that can be read by their columns; the header is owned, other rows go to `claim.rest`.

    A row of another width cannot, nor can one that ends empty where the tool keeps no empty cells: a cell before the
    last may have vanished. It can if a cell with a type proves its place, or if nothing could have moved.
    """
    keeps_empty = any("" in row.cells[1:-1] and row.cells[-1] for row in table.rows)
    whole = []
    claim.owned += [table.header] if table.header else []
    for row in table.rows:
        shifted = any(row.cells[1:-1]) and not row.cells[-1] and not keeps_empty and not (is_proven and is_proven(row))
        if len(row.cells) == width and not shifted:
            whole.append(row)
            continue
        if shifted:
            claim.say("W312", row, "the last cell is empty")
        claim.rest.append(table._replace(header=None, rows=(row,), separator=None, start=row.start, end=row.end))
    return whole
