"""The form of every table: typed columns that each say what they hold.

Every cell is a scalar, so that Parquet, CSV and SQL show the same values. What has parts of its own (free
keys, cells nobody could place) is one JSON text, marked as such; the whole nested record stands in `records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 2
"""Raised by one when a column is added; a change of meaning is a new table."""

Row = tuple[object, ...]
TEXT, WHOLE, COUNT, NUMBER, FLAG = pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the contract.

    `key` names the columns that tell its rows apart, () where nothing short does. `derived` tables are made
    from the base tables of the whole dataset; `reviewed` ones hold what the panel says, and only a run with --review
    has them. Rows stand in the order of `sort_key`, and inside it as in the
    dump.
    """

    name: str
    schema: pa.Schema
    description: str
    key: tuple[str, ...] = ()
    derived: bool = False
    reviewed: bool = False

    @property
    def sort_key(self) -> str:
        """The id whose order the rows are in: the dump's in base tables, the table's own in derived ones."""
        return self.key[0] if self.derived else "document_id"

    def empty(self) -> pa.Table:
        """The table without rows."""
        return self.schema.empty_table()

    def from_rows(self, rows: Sequence[Row]) -> pa.Table:
        """A table of `rows`, their values in the order of the columns.

        Raises pa.ArrowInvalid or pa.ArrowTypeError on a value of a wrong type.
        """
        arrays = to_arrays(rows, [field.type for field in self.schema])
        return pa.Table.from_arrays(arrays, schema=self.schema)


def column(name: str, kind: pa.DataType, description: str, *, required: bool = False, json: bool = False) -> pa.Field:
    """A documented column. `required` columns are never null; `json` columns hold one JSON text a cell."""
    metadata = {"description": description} | ({"content": "application/json"} if json else {})
    return pa.field(name, kind, nullable=not required, metadata=metadata)


def table(
    name: str,
    description: str,
    *columns: pa.Field,
    key: tuple[str, ...] = (),
    derived: bool = False,
    reviewed: bool = False,
) -> TableSpec:
    """A table of `columns`; its description and the schema's version stand in the Arrow metadata."""
    metadata = {"table": name, "description": description, "schema_version": str(SCHEMA_VERSION)}
    return TableSpec(name, pa.schema(columns, metadata), description, key, derived, reviewed)


def to_arrays(rows: Sequence[Row], kinds: Sequence[pa.DataType]) -> list[pa.Array]:
    """The columns of `rows`, one array per kind. Raises as `TableSpec.from_rows` does."""
    # Column by column: `zip(*rows)` makes an iterator a row, which wakes the garbage collector over all records.
    return [pa.array([row[index] for row in rows], kind) for index, kind in enumerate(kinds)]
