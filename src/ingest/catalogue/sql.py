"""SQL over Parquet files, by DuckDB: one SELECT that can write nothing, and read nothing but these files."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import duckdb
import pyarrow as pa

from ingest.errors import DamagedDataset, QueryError, UsageError

# What is locked cannot be opened again. Files that may be read could also be written: hence only a SELECT.
_LOCKED = (
    "SET enable_external_access = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)
_MISTAKE = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException)  # found before a row is read
_LOSSY = re.compile(r"\b(UHUGEINT|BIGNUM|BIT|TIME WITH TIME ZONE)\b")  # types that come into Arrow as another value


def select(sql: str, tables: Mapping[str, Sequence[Path]]) -> pa.Table:
    """Return the rows of a query over tables, each of one or more Parquet files.

    Columns with the same name are numbered as DuckDB does: `name`, `name_1`. Values of types that Arrow lacks become
    texts. Raises UsageError if `sql` is not one SELECT, QueryError if it is refused, DamagedDataset if a file cannot be
    read, KeyboardInterrupt if Ctrl-C ends it.
    """
    if not sql.isascii() and any("\ud800" <= letter <= "\udfff" for letter in sql):
        raise UsageError("the query has bytes that are no UTF-8")
    with ExitStack() as held, duckdb.connect(":memory:") as connection:
        _open(connection, _in_utf8(tables, held))
        try:
            statement = _only(connection.extract_statements(sql))
            answer = _exact(_bound(connection, statement.query))
            rows = _plain(_until_ctrl_c(connection, answer.to_arrow_table))
        except duckdb.Error as error:
            if not isinstance(error, _MISTAKE) and (bad := _unreadable(connection, tables)):
                raise DamagedDataset(f"{bad}: cannot be read: {error}") from error
            raise _refused(error) from None
    return rows


def _in_utf8(tables: Mapping[str, Sequence[Path]], held: ExitStack) -> dict[str, list[Path]]:
    """The files under names that SQL can hold: those of folders whose names are no UTF-8 by a handle of the folder."""
    handles: dict[Path, int] = {}

    def reachable(path: Path) -> Path:
        if str(path).isascii() or not any("\udc80" <= letter <= "\udcff" for letter in str(path)):
            return path
        if path.parent not in handles:
            handles[path.parent] = os.open(path.parent, os.O_RDONLY)
            held.callback(os.close, handles[path.parent])
        return Path(f"/proc/self/fd/{handles[path.parent]}", path.name)

    return {name: [reachable(path) for path in paths] for name, paths in tables.items()}


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


def _refused(error: duckdb.Error) -> QueryError:
    """DuckDB's message on one line, and apart from it its drawing of the place: `LINE 1: …` and the caret below."""
    message, sign, drawing = str(error).partition("\nLINE ")
    lines = f"LINE {drawing}".splitlines()[:2] if sign else ()
    return QueryError(f"the query failed: {' '.join(message.split())}", tuple(lines))


def _bound(connection: duckdb.DuckDBPyConnection, sql: str) -> duckdb.DuckDBPyRelation:
    """The answer to come. Where names are wrong, only `execute` draws the place."""
    try:
        return connection.sql(sql)
    except duckdb.Error:
        connection.execute(sql)
        raise


def _until_ctrl_c(connection: duckdb.DuckDBPyConnection, work: Callable[[], pa.Table]) -> pa.Table:
    """Return the result of `work`, which runs in another thread: only the main thread receives signals, and Ctrl-C
    interrupts it.
    """
    with ThreadPoolExecutor(1) as executor:
        future = executor.submit(work)
        try:
            return future.result()
        except KeyboardInterrupt:
            connection.interrupt()
            raise


def _exact(answer: duckdb.DuckDBPyRelation) -> duckdb.DuckDBPyRelation:
    """An answer whose every value Arrow can hold."""
    if not any(_LOSSY.search(str(kind)) for kind in answer.types):
        return answer
    names = [name.replace('"', '""') for name in answer.columns]
    columns = [
        f'CAST(#{place} AS VARCHAR) AS "{name}"' if _LOSSY.search(str(kind)) else f'#{place} AS "{name}"'
        for place, (name, kind) in enumerate(zip(names, answer.types, strict=True), 1)
    ]
    return answer.project(", ".join(columns))


def _plain(rows: pa.Table) -> pa.Table:
    """Columns with names of their own. Decimals, such as a sum of whole numbers gives, are the numbers that tables
    have: what is whole stays whole, with more digits than 64 bits hold as a decimal."""
    rows = rows.rename_columns(_apart(rows.schema.names))
    for index, field in enumerate(rows.schema):
        if pa.types.is_decimal(field.type):
            column = rows.column(index)
            with suppress(pa.ArrowInvalid):  # more digits than 64 bits hold
                numbers = column.cast(pa.int64() if field.type.scale == 0 else pa.float64())
                rows = rows.set_column(index, field.name, numbers)
    return rows


def _apart(names: Sequence[str]) -> list[str]:
    """The names, those that are there already with a number behind them."""
    made: list[str] = []
    for name in names:
        number, unique = 0, name
        while unique in made or (number and unique in names):
            number += 1
            unique = f"{name}_{number}"
        made.append(unique)
    return made


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
