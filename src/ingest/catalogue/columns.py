"""Some columns of a table, and no more rows than are wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from ingest.catalogue.dataset import Dataset
from ingest.errors import UsageError
from ingest.store.parts import read_part
from ingest.tables import TABLES


def read_columns(data: Dataset, table: str, names: Sequence[str], limit: int | None = None) -> pa.Table:
    """Columns `names` of a table, its first `limit` rows or all.

    Raises UsageError for a table or a column that is not there, DamagedDataset for a part that cannot be read.
    """
    data.table(table)
    known = TABLES[table].schema
    for name in names:
        if name not in known.names:
            raise UsageError(f"{table} has no column {name!r}; its columns are: {', '.join(known.names)}")
    schema = pa.schema([known.field(name) for name in names])
    pieces = list(_pieces(data, table, list(names), limit))
    return pa.concat_tables([schema.empty_table(), *(piece.select(list(names)).cast(schema) for piece in pieces)])


def _pieces(data: Dataset, table: str, names: list[str], limit: int | None) -> Iterator[pa.Table]:
    left = limit
    for path in data.paths(table):
        if left == 0:
            return
        piece = read_part(path, names)
        piece = piece if left is None else piece.slice(0, left)
        left = None if left is None else left - len(piece)
        yield piece
