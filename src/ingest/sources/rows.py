"""Rows of JSON Lines, CSV and Parquet whose text column holds dumps, one in memory at a time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

import pyarrow.parquet as pq

from ingest.diagnostics import Diagnostic
from ingest.sources.limits import Budget, refused, too_large
from ingest.sources.naming import quote

_BATCH = 64
Row = dict[str, Any] | Diagnostic


class Columns(NamedTuple):
    """The column of the dumps, and the one that names them; None: their number, from 1."""

    text: str
    id: str | None


def rows(
    uri: str, kind: str, stream: IO[bytes], budget: Budget, columns: Columns
) -> Iterator[tuple[str, bytes | Diagnostic]]:
    """Uris and contents of all rows.

    A row that cannot be read has a Diagnostic for a content. Raises UnreadableDump, or what the libraries raise, if
    the table cannot be read on.
    """
    read = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}[kind]
    given: dict[str, int] = {}
    for number, row in enumerate(read(stream, budget, columns), 1):
        budget.enter()
        name, content = str(number), row if isinstance(row, Diagnostic) else _content(row, budget, columns)
        if columns.id and not isinstance(row, Diagnostic) and row.get(columns.id) is not None:
            name = quote(str(row[columns.id]))
        given[name] = given.get(name, 0) + 1
        yield f"{uri}#{name}" + (f"~{given[name]}" if given[name] > 1 else ""), content


def _content(row: dict[str, Any], budget: Budget, columns: Columns) -> bytes | Diagnostic:
    if columns.text not in row:
        return refused(f"the row has no {columns.text!r}").diagnostic
    text = row[columns.text]
    if text is None:
        return b""
    if not isinstance(text, str):
        return refused(f"{columns.text!r} is {type(text).__name__}, not text").diagnostic
    content = text.encode("utf-8", "surrogatepass")
    return content if len(content) <= budget.limits.dump else too_large(budget.limits.dump).diagnostic


def _jsonl(stream: IO[bytes], budget: Budget, _: Columns) -> Iterator[Row]:
    limit = 8 * budget.limits.dump  # a text may be all escapes
    for line in iter(lambda: stream.readline(limit), b""):
        budget.spend(len(line))
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield refused(f"not a line of JSON: {error}").diagnostic
        else:
            yield row if isinstance(row, dict) else refused("not an object").diagnostic


def _csv(stream: IO[bytes], budget: Budget, columns: Columns) -> Iterator[Row]:
    before = csv.field_size_limit(budget.limits.dump + 1)
    try:
        text = io.TextIOWrapper(io.BufferedReader(_Counted(stream, budget)), "utf-8-sig", newline="")
        reader = csv.DictReader(text, strict=True)
        if columns.text not in (reader.fieldnames or ()):
            raise refused(f"there is no column {columns.text!r}; --text-column names another")
        yield from reader
    except csv.Error as error:
        raise refused(f"not CSV: {error}") from error
    finally:
        csv.field_size_limit(before)


def _parquet(stream: IO[bytes], budget: Budget, columns: Columns) -> Iterator[Row]:
    file = pq.ParquetFile(stream)
    wanted = [name for name in columns if name]
    missing = [name for name in wanted if name not in file.schema_arrow.names]
    if missing:
        raise refused(f"there is no column {missing[0]!r}; --text-column and --id-column name others")
    for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
        budget.spend(batch.nbytes)
        yield from batch.to_pylist()


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        self._budget.spend(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)
