"""Rows of JSON, CSV and Parquet whose text column holds dumps, one in memory at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources import delimited, json_array, json_lines, parquet_rows
from ingest.sources.decode import Encoding
from ingest.sources.limits import Budget, refused, too_large
from ingest.sources.quoted_names import Names, quote
from ingest.sources.table_model import WHOLE, Columns, Row, Rows, Stretch
from ingest.sources.utf8_tables import as_utf8

_SEPARATOR = {"csv": ",", "tsv": "\t"}


class RowDump(NamedTuple):
    """A row as a dump: its uri, its text in UTF-8 or the reason why there is none, the table's encoding, the row's
    title.
    """

    uri: str
    content: bytes | Diagnostic
    table: Encoding
    title: str | None = None


def rows(
    uri: str, kind: str, stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch = WHOLE
) -> Iterator[RowDump]:
    """All rows of a stretch as dumps. No two names in it are alike.

    A row that cannot be read has a Diagnostic for a content, at its line of the table, and its number for a name.
    Only JSON Lines and Parquet have stretches. Raises UnreadableDump, or what the libraries raise, if the table cannot
    be read on.
    """
    names = Names()
    encoding = Encoding("utf-8", "declared")  # Parquet's texts are nothing else
    if kind == "parquet":
        placed = parquet_rows.read(stream, budget, columns, stretch)
    else:
        stream, encoding = as_utf8(stream, columns.encoding)
        placed = _placed(kind, stream, budget, columns, stretch)
    for number, line, row in placed:
        budget.enter()
        name, content, title = _read(row, str(number), line, budget, columns)
        yield RowDump(f"{uri}#{names.unique(name)}", content, encoding, title)


def _placed(kind: str, stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch) -> Rows:
    match kind:
        case "jsonl":
            return json_lines.read(stream, budget, columns, stretch)
        case "json":
            return json_array.read(stream, budget, columns)
        case _:
            return delimited.read(stream, budget, columns, _SEPARATOR[kind])


def _read(
    row: Row, name: str, line: int, budget: Budget, columns: Columns
) -> tuple[str, bytes | Diagnostic, str | None]:
    if isinstance(row, Diagnostic):
        return name, row, None
    try:
        name = _name(row, line, columns) or name
        return name, _content(row, line, budget, columns), _title(row, line, columns)
    except UnreadableDump as error:
        return name, error.diagnostic, None


def _name(row: dict[str, Any], line: int, columns: Columns) -> str | None:
    """What the row calls itself, as part of a uri. Raises UnreadableDump if that is no name."""
    given = row.get(columns.id) if columns.id else None
    if isinstance(given, bytes | dict | list):
        raise refused(f"{columns.id!r} is {type(given).__name__}, not a name", line)
    try:
        return None if given is None else quote(str(given))
    except UnicodeEncodeError:
        raise refused(f"{columns.id!r} holds half a character", line) from None


def _title(row: dict[str, Any], line: int, columns: Columns) -> str | None:
    """The title that the row states, without what is not printed; None for a blank one.

    Raises UnreadableDump if that is no text.
    """
    given = row.get(columns.title) if columns.title else None
    if given is None:
        return None
    if not isinstance(given, str):
        raise refused(f"{columns.title!r} is {type(given).__name__}, not text", line)
    words = ("".join(filter(str.isprintable, word)) for word in given.split())  # half a character is not printed
    return " ".join(filter(None, words)) or None


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
