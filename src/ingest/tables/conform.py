"""Rows that an older version of the program wrote, in the tables of this one: only added columns are filled."""

from __future__ import annotations

import pyarrow as pa

from ingest.errors import StoreError


def conform(rows: pa.Table, written: pa.Schema, schema: pa.Schema) -> pa.Table:
    """`rows`, read from a file of the schema `written`, with the columns of `schema`, which may be a choice of them.

    A column that is not there and may be empty is null. Raises StoreError for any other difference.
    """
    for field in schema:
        if field.name not in written.names and field.nullable:
            rows = rows.append_column(field, pa.nulls(len(rows), field.type))
        elif field.name not in written.names or written.field(field.name).type != field.type:
            raise StoreError(
                f"the column {field.name!r} is not what it was in schema version {_version(written)}; this dataset "
                "cannot be built on: run with all its sources into a new folder"
            )
    return rows.select(schema.names).cast(schema)


def _version(schema: pa.Schema) -> str:
    stated: bytes = (schema.metadata or {}).get(b"schema_version", b"unknown")
    return stated.decode()
