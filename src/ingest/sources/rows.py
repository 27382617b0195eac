"""Rows of JSON Lines, CSV and Parquet whose text column holds dumps, one in memory at a time."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import IO, Any

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources import json_lines, row_groups
from ingest.sources.limits import Budget, refused, too_large
from ingest.sources.naming import Names, quote
from ingest.sources.table import WHOLE, Columns, Placed, Row, Rows, Stretch


def rows(
    uri: str, kind: str, stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch = WHOLE
) -> Iterator[tuple[str, bytes | Diagnostic]]:
    """Uris and contents of all rows of a stretch. No two names in it are alike; of CSV only the whole is one.

    A row that cannot be read has a Diagnostic for a content, at its line of the table, and its number for a name.
    Raises UnreadableDump, or what the libraries raise, if the table cannot be read on.
    """
    names = Names()
    for number, line, row in _placed(kind, stream, budget, columns, stretch):
        budget.enter()
        name, content = _read(row, str(number), line, budget, columns)
        yield f"{uri}#{names.unique(name)}", content


def _placed(kind: str, stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch) -> Rows:
    match kind:
        case "jsonl":
            return json_lines.read(stream, budget, stretch)
        case "parquet":
            return row_groups.read(stream, budget, columns, stretch)
        case _:
            return _csv(stream, budget, columns)


def _read(row: Row, name: str, line: int, budget: Budget, columns: Columns) -> tuple[str, bytes | Diagnostic]:
    if isinstance(row, Diagnostic):
        return name, row
    try:
        name = _name(row, line, columns) or name
        return name, _content(row, line, budget, columns)
    except UnreadableDump as error:
        return name, error.diagnostic


def _name(row: dict[str, Any], line: int, columns: Columns) -> str | None:
    """What the row calls itself, as part of a uri. Raises UnreadableDump if that is no name."""
    given = row.get(columns.id) if columns.id else None
    if isinstance(given, bytes | dict | list):
        raise refused(f"{columns.id!r} is {type(given).__name__}, not a name", line)
    try:
        return None if given is None else quote(str(given))
    except UnicodeEncodeError:
        raise refused(f"{columns.id!r} holds half a character", line) from None


def _content(row: dict[str, Any], line: int, budget: Budget, columns: Columns) -> bytes:
    if columns.text not in row:
        raise refused(f"the row has no {columns.text!r}; --text-column names another", line)
    text = row[columns.text]
    if text is None:
        return b""
    if not isinstance(text, str):
        raise refused(f"{columns.text!r} is {type(text).__name__}, not text", line)
    content = text.encode("utf-8", "surrogatepass")
    if len(content) > budget.limits.dump:
        raise too_large(budget.limits.dump, line)
    return content


def _csv(stream: IO[bytes], budget: Budget, columns: Columns) -> Rows:
    before = csv.field_size_limit(min(budget.limits.row, sys.maxsize))
    try:
        text = io.TextIOWrapper(io.BufferedReader(_Counted(stream, budget)), "utf-8-sig", newline="")
        reader = csv.DictReader(text, strict=True)
        if columns.text not in (reader.fieldnames or ()):
            raise refused(f"there is no column {columns.text!r}; --text-column names another")
        for number, row in enumerate(reader, 1):
            line = reader.line_num
            bad = refused("more cells than the header has", line).diagnostic if None in row else None
            yield Placed(number, line, bad or row)
    except csv.Error as error:  # where the next row begins cannot be told
        raise refused(f"not CSV: {error}", reader.line_num) from error
    finally:
        csv.field_size_limit(before)


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
