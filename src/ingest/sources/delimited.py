"""CSV and its kin: values separated by commas, semicolons, tabs or bars, in quotes where they need them."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from ingest.sources.json_lines import not_utf8
from ingest.sources.limits import Budget, refused
from ingest.sources.table_model import Columns, Placed, Rows, one_of_each

_SEPARATORS = ",;\t|"
_HINT = "sep="  # a line of its own that Excel writes and reads


def read(stream: IO[bytes], budget: Budget, columns: Columns, likely: str) -> Rows:
    """Yield the rows of a table in UTF-8, each with the line on which it ends.

    The header determines the separator; `likely` is tried first. Raises UnreadableDump (E105) if the rows cannot be
    separated.
    """
    lines = _Lines(stream, budget)
    try:
        with _fields_of(budget.limits.row):
            reader = csv.reader(lines, strict=True, delimiter=_separator(lines, columns, likely))
            header = next(reader, [])
            one_of_each(header, columns)
            for number, values in enumerate(filter(None, reader), 1):
                line = lines.skipped + reader.line_num
                if len(values) > len(header):
                    yield Placed(number, line, refused("more cells than the header has", line).diagnostic)
                else:
                    yield Placed(number, line, dict(zip(header, values, strict=False)))
    except csv.Error as error:  # where the next row begins cannot be told
        raise refused(f"not CSV: {error}", lines.count) from error
    except UnicodeDecodeError as error:
        raise not_utf8(error, lines.count + 1) from error


def _separator(lines: _Lines, columns: Columns, likely: str) -> str:
    """The first separator with which the header has the column of the dumps."""
    first = lines.first
    if first.startswith(_HINT) and len(first.rstrip("\r\n")) == len(_HINT) + 1:
        lines.skip()
        return first[len(_HINT)]
    for separator in likely + _SEPARATORS:
        if columns.text in next(csv.reader([first], delimiter=separator), []):
            return separator
    return likely


class _Lines:
    """The lines of a table, and how many were taken. The first can be looked at, and passed over, before."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._text = io.TextIOWrapper(io.BufferedReader(_Counted(stream, budget)), "utf-8-sig", newline="")
        self._limit = min(budget.limits.row, sys.maxsize)
        self._first: str | None = None
        self.count = self.skipped = 0

    @property
    def first(self) -> str:
        """The first line; it is still to come."""
        if self._first is None:
            self._first = self._next()
        return self._first

    def skip(self) -> None:
        """Pass over the first line."""
        self._first, self.count, self.skipped = "", 1, 1

    def __iter__(self) -> Iterator[str]:
        """All lines that are left, with their ends."""
        line = self.first or self._next()
        while line:
            self.count += 1
            yield line
            line = self._next()

    def _next(self) -> str:
        line = self._text.readline(self._limit)
        if len(line) == self._limit and not line.endswith(("\n", "\r")):
            raise refused(f"a line of more than {self._limit:,} characters", self.count + 1)
        return line


@contextmanager
def _fields_of(size: int) -> Iterator[None]:
    before = csv.field_size_limit(min(size, sys.maxsize))
    try:
        yield
    finally:
        csv.field_size_limit(before)


class _Counted(io.RawIOBase):
    """A stream whose bytes are counted."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as there are and fit."""
        piece = self._stream.read(len(buffer))
        self._budget.spend(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)
