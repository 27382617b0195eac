"""Rows that do not fit their table: they are kept, and cost only themselves."""

from __future__ import annotations

from dataclasses import replace

from ingest.blocks import Row, Table
from ingest.builders.claim import Claim


def whole_rows(table: Table, width: int, claim: Claim) -> list[Row]:
    """The rows of exactly so many cells. They and the header are owned; the others go to `claim.rest`, a table each."""
    whole = [row for row in table.rows if len(row.cells) == width]
    claim.owned += [*whole, *([table.header] if table.header else [])]
    claim.rest += [
        replace(table, header=None, rows=(row,), separator=None, start=row.start, end=row.end)
        for row in table.rows
        if len(row.cells) != width
    ]
    return whole
