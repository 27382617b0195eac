"""Rows of a table, read by its columns; those that do not fit are kept, and cost only themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.blocks import Row, Table
from ingest.diagnostics import diagnose
from ingest.sections.claim import Claim


def whole_rows(table: Table, width: int, claim: Claim, is_proven: Callable[[Row], bool] | None = None) -> list[Row]:
    """The rows that can be read by their columns; they and the header are owned, others go to `claim.rest`.

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
            claim.diagnostics.append(diagnose("W312", row.start, row.end, "the last cell is empty"))
        claim.rest.append(table._replace(header=None, rows=(row,), separator=None, start=row.start, end=row.end))
    claim.owned += whole
    return whole


def keep_unknown_columns(table: Table, fields: Sequence[str | None], known: Sequence[str], claim: Claim) -> None:
    """Where a column means nothing to the builder, or two mean the same, the table is also kept as it stands."""
    named = [field for field in fields if field in known]
    if len(named) < len(fields) or len(set(named)) < len(named):
        claim.rest.append(table)
