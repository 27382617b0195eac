"""SQL over Parquet files, by DuckDB: one SELECT that can write nothing, and read nothing but these files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from ingest.errors import DamagedDataset, UsageError

# What is locked cannot be opened again. Files that may be read could also be written: hence only a SELECT.
_LOCKED = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)
_DAMAGE = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException, duckdb.InvalidInputException)


def select(sql: str, tables: Mapping[str, Sequence[Path]]) -> pa.Table:
    """The rows that `sql` gives over tables, each of one or more Parquet files.

    Raises UsageError if it is not one SELECT or is refused, DamagedDataset if a file cannot be read.
    """
    if not sql.isascii() and any("\ud800" <= letter <= "\udfff" for letter in sql):
        raise UsageError("the query has bytes that are no UTF-8")
    with duckdb.connect(":memory:") as connection:
        _open(connection, tables)
        try:
            statement = _only(connection.extract_statements(sql))
            rows = _plain(connection.sql(statement.query).to_arrow_table())
        except duckdb.Error as error:
            if isinstance(error, _DAMAGE) and (bad := _unreadable(connection, tables)):
                raise DamagedDataset(f"{bad}: cannot be read: {error}") from error
            raise UsageError(f"the query failed: {_said(error)}") from None
    return rows


def _open(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Path]]) -> None:
    """A view for each table, then the locks."""
    try:
        for name, paths in tables.items():
            connection.execute(f'CREATE VIEW "{name}" AS SELECT * FROM read_parquet({_listed(paths)})')
    except duckdb.Error as error:
        raise DamagedDataset(f"the table {name} cannot be read: {str(error).splitlines()[0]}") from error
    connection.execute(f"SET allowed_paths = {_listed([path for paths in tables.values() for path in paths])}")
    for setting in _LOCKED:
        connection.execute(setting)


def _only(statements: Sequence[duckdb.Statement]) -> duckdb.Statement:
    if len(statements) == 1 and statements[0].type == duckdb.StatementType.SELECT:
        return statements[0]
    if len(statements) == 1 and statements[0].type == duckdb.StatementType.MULTI:
        raise UsageError("PIVOT has to say which values become columns: PIVOT … ON level_code IN ('P1', 'P2') …")
    count = "no statement" if not statements else "not one SELECT"
    raise UsageError(f"the query is {count}; such as: SELECT code, title FROM profiles LIMIT 3")


def _said(error: duckdb.Error) -> str:
    """DuckDB's message on one line, without its drawing of the place: `LINE 1: …` and the caret below."""
    return " ".join(str(error).split("\nLINE ")[0].split())


def _plain(rows: pa.Table) -> pa.Table:
    """Decimals, such as a sum of whole numbers gives, as the numbers that tables have: what is whole stays whole."""
    for index, field in enumerate(rows.schema):
        if pa.types.is_decimal(field.type):
            column = rows.column(index)
            try:
                numbers = column.cast(pa.int64() if field.type.scale == 0 else pa.float64())
            except pa.ArrowInvalid:  # more digits than 64 bits hold
                numbers = column.cast(pa.float64())
            rows = rows.set_column(index, field.name, numbers)
    return rows


def _unreadable(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Sequence[Path]]) -> Path | None:
    """The first file that cannot be read to its end."""
    for path in (path for paths in tables.values() for path in paths):
        try:
            connection.execute(f"SELECT max(columns(*)) FROM read_parquet({_listed([path])})").fetchall()
        except duckdb.Error:
            return path
    return None


def _listed(paths: Sequence[Path]) -> str:
    return "[" + ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths) + "]"
