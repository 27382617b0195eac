"""Values of an SQL answer as commands show them: what Python or JSON has no value for is a text, or null."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from ingest.errors import UsageError


def plain_rows(rows: pa.Table) -> list[list[Any]]:
    """The values of each row. Dates, times, intervals and bytes are texts as DuckDB writes them, however far away."""
    columns = [_values(column) for column in rows.columns]
    return [list(row) for row in zip(*columns, strict=True)] if columns else []


def json_value(value: Any) -> Any:
    """Return a value for JSON: NaN and infinity become null, as in SQL's own to_json."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(name): json_value(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _values(column: pa.ChunkedArray) -> list[Any]:
    kind = column.type
    if pa.types.is_temporal(kind) or pa.types.is_interval(kind) or pa.types.is_binary(kind):
        return _texts(column)
    try:
        values = column.to_pylist()
    except (OverflowError, ValueError):  # a date out of Python's range inside of a list or a structure
        return _texts(column)
    return [int(value) if isinstance(value, Decimal) else value for value in values]


def _texts(column: pa.ChunkedArray) -> list[str | None]:
    """Each value as DuckDB writes it. Raises UsageError for one that it cannot write either."""
    with duckdb.connect(":memory:") as connection:
        try:
            answer = connection.from_arrow(pa.table({"c": column})).project("CAST(c AS VARCHAR)")
            return [row[0] for row in answer.fetchall()]
        except duckdb.Error as error:
            raise UsageError(f"a value of type {column.type} cannot be shown: {error}") from None
