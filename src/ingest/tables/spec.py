"""How every table is declared: typed columns, each with its description and the way it is filled.

Every cell is a scalar, so that Parquet, CSV and SQL show the same values. A value with parts of its own (free keys,
unplaced cells) is a JSON text, marked as such; the whole nested record is in `records`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

import pyarrow as pa

from ingest.tables.json_text import json_text

SCHEMA_VERSION = 3
"""Raised by one when a column is added; a change of meaning is a new table."""

Row = tuple[object, ...]
Value = Callable[[Any], object]
TEXT, WHOLE, COUNT, NUMBER, FLAG = pa.string(), pa.int32(), pa.int64(), pa.float64(), pa.bool_()


@dataclass(frozen=True, slots=True)
class Column:
    """A column and the source of its values: exactly one of the following, or none if the table's own code fills it.

    `of` is the path of an item's attribute, or a function of the item. `along` gives the values for all items of a
    profile at once. `repeated` names what each row repeats from its profile (`frame.COLUMNS`). `before` is the value in
    rows that an older version wrote without this column.
    """

    field: pa.Field
    of: str | Value | None = None
    along: Callable[[Any, Sequence[Any]], Iterable[object]] | None = None
    repeated: str | None = None
    before: object = None

    @property
    def name(self) -> str:
        """Its name in the table."""
        return str(self.field.name)

    def filled(self, of: str | Value) -> Column:
        """The same column, filled from the items of another table."""
        return replace(self, of=of, repeated=None)


class Filling:
    """How the items of a table become rows: `values` of one item, in the order of `columns`.

    `columns` are only those that items state; `frame` knows the others.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        plain = [column for column in columns if isinstance(column.of, str) and not _is_json(column)]
        computed = [column for column in columns if column.of is not None and column not in plain]
        self._along = [column for column in columns if column.along]
        self.columns = tuple(column.name for column in (*plain, *computed, *self._along))
        self.values = _values([str(column.of) for column in plain], [_value(column) for column in computed])

    def rows(self, profile: object, items: Sequence[Any]) -> Iterable[Row]:
        """A row for each of the `items` of `profile`."""
        rows = map(self.values, items)
        if not self._along:
            return rows
        along = zip(*(column.along(profile, items) for column in self._along if column.along), strict=True)
        return ((*row, *more) for row, more in zip(rows, along, strict=True))


def _values(paths: Sequence[str], functions: Sequence[Value]) -> Callable[[Any], Row]:
    # attrgetter gives a tuple for several paths only, and is much faster than a loop over them.
    plain: Callable[[Any], Row] = attrgetter(*paths) if len(paths) > 1 else _one(paths)
    if not functions:
        return plain
    return lambda item: (*plain(item), *[function(item) for function in functions])


def _one(paths: Sequence[str]) -> Callable[[Any], Row]:
    if not paths:
        return lambda _: ()
    value = attrgetter(paths[0])
    return lambda item: (value(item),)


def _value(column: Column) -> Value:
    value: Value = attrgetter(column.of) if isinstance(column.of, str) else column.of  # type: ignore[assignment]
    return (lambda item: json_text(value(item))) if _is_json(column) else value  # type: ignore[arg-type]


def _is_json(column: Column) -> bool:
    return b"content" in column.field.metadata


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the contract.

    `items` gives what a profile's rows are made of. `key` names the columns that tell its rows apart, () where nothing
    short does. `derived` tables are made from the base tables of the whole dataset; `reviewed` ones hold what the panel
    says, and only a run with --review has them. Rows are in the order of `sort_key`, and inside it as in the dump.
    """

    name: str
    schema: pa.Schema
    description: str
    columns: tuple[Column, ...]
    filling: Filling
    items: Callable[[Any], Sequence[Any]] | None = None
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

    def from_rows(self, rows: Sequence[Row], columns: Sequence[str] = ()) -> pa.Table:
        """A table of `rows`, their values in the order of `columns`, or of the table's own columns.

        Raises pa.ArrowInvalid or pa.ArrowTypeError on a value of a wrong type.
        """
        names = columns or self.schema.names
        arrays = to_arrays(rows, [self.schema.field(name).type for name in names])
        by_name = dict(zip(names, arrays, strict=True))
        return pa.Table.from_arrays([by_name[name] for name in self.schema.names], schema=self.schema)


def column(
    name: str,
    kind: pa.DataType,
    description: str,
    of: str | Value | None = None,
    *,
    along: Callable[[Any, Sequence[Any]], Iterable[object]] | None = None,
    repeated: str | None = None,
    required: bool = False,
    json: bool = False,
    before: object = None,
) -> Column:
    """A documented column. `required` columns are never null; `json` columns hold one JSON text a cell."""
    metadata = {"description": description} | ({"content": "application/json"} if json else {})
    field = pa.field(name, kind, nullable=not required, metadata=metadata)
    return Column(field, of, along, repeated, before)


def table(
    name: str,
    description: str,
    *columns: Column,
    items: str | Callable[[Any], Sequence[Any]] | None = None,
    key: tuple[str, ...] = (),
    derived: bool = False,
    reviewed: bool = False,
) -> TableSpec:
    """Return a table with `columns`. Its description and the schema's version go into the Arrow metadata.

    `items` is the list of the profile that its rows come from, or a function of the profile.
    """
    metadata = {"table": name, "description": description, "schema_version": str(SCHEMA_VERSION)}
    schema = pa.schema([column.field for column in columns], metadata)
    listed = attrgetter(items) if isinstance(items, str) else items
    return TableSpec(name, schema, description, columns, Filling(columns), listed, key, derived, reviewed)


def to_arrays(rows: Sequence[Row], kinds: Sequence[pa.DataType]) -> list[pa.Array]:
    """The columns of `rows`, one array per kind. Raises as `TableSpec.from_rows` does."""
    # Column by column: `zip(*rows)` makes an iterator a row, which wakes the garbage collector over all records.
    return [pa.array([row[index] for row in rows], kind) for index, kind in enumerate(kinds)]
