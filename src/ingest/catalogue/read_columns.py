"""Some columns of a table."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ingest.catalogue.dataset import Dataset
from ingest.errors import UsageError
from ingest.store.part_reader import read_part
from ingest.tables import TABLES


def read_columns(data: Dataset, table: str, names: Sequence[str]) -> pa.Table:
    """Columns `names` of a table, in the order of its parts.

    Raises UsageError for a table or a column that is not there, DamagedDataset for a part that cannot be read.
    """
    data.table(table)
    known = TABLES[table].schema
    for name in names:
        if name not in known.names:
            raise UsageError(f"{table} has no column {name!r}; its columns are: {', '.join(known.names)}")
    schema = pa.schema([known.field(name) for name in names])
    pieces = (read_part(path, list(names)) for path in data.paths(table))
    return pa.concat_tables([schema.empty_table(), *(piece.select(list(names)).cast(schema) for piece in pieces)])
