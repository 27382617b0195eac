"""Rows that an older version of the program wrote, as rows of this version: new columns are added."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ingest.errors import StoreError
from ingest.tables.spec import TableSpec


def conform(rows: pa.Table, written: pa.Schema, spec: TableSpec, names: Sequence[str] | None = None) -> pa.Table:
    """`rows`, read from a file of the schema `written`, as rows of the table, or of a choice of its columns.

    A column that is not there has the value that it declares for such rows, null if none. Raises StoreError for any
    other difference.
    """
    columns = [column for column in spec.columns if names is None or column.name in names]
    for column in columns:
        field = column.field
        if column.name not in written.names and (field.nullable or column.before is not None):
            added = pa.repeat(pa.scalar(column.before, field.type), len(rows))
            rows = rows.append_column(field, added)
        elif column.name not in written.names or written.field(column.name).type != field.type:
            raise StoreError(
                f"the column {column.name!r} is not what it was in schema version {_version(written)}; this dataset "
                "cannot be built on: run with all its sources into a new folder"
            )
    order = [column.name for column in columns] if names is None else list(names)
    return rows.select(order).cast(pa.schema([spec.schema.field(name) for name in order], spec.schema.metadata))


def _version(schema: pa.Schema) -> str:
    stated: bytes = (schema.metadata or {}).get(b"schema_version", b"unknown")
    return stated.decode()
