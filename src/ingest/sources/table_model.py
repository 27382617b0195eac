"""What a table of dumps is: the columns that hold them, the stretch of the file that is read, a row."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.sources.dump import Stamp
from ingest.sources.limits import refused


class Columns(NamedTuple):
    """The column of the dumps, the one that names them (None: their number, from 1), and the one of their titles.

    `encoding` is the codec that the user names for the table, if any.
    """

    text: str
    id: str | None
    encoding: str | None = None
    title: str | None = None

    @property
    def wanted(self) -> list[str]:
        """The columns that are read."""
        return [name for name in (self.text, self.id, self.title) if name is not None]


def one_of_each(names: Sequence[str], columns: Columns) -> None:
    """Raise UnreadableDump (E105) unless each column that is read occurs exactly once among these names."""
    for wanted in columns.wanted:
        count = names.count(wanted)
        if count > 1:
            raise refused(f"{count} columns are named {wanted!r}; rename all but one")
        if not count:
            raise refused(f"there is no column {wanted!r}; --text-column, --title-column and --id-column name others")


class Stretch(NamedTuple):
    """Bytes of a file from `start` to `end`; its first row and line have the numbers `row` and `line`, from 1.

    Of Parquet it means the row groups that begin there, which know their rows' numbers. `stamp` is that of the file
    when it was cut: of another file the stretch means nothing.
    """

    start: int = 0
    end: int = sys.maxsize
    row: int = 1
    line: int = 1
    stamp: Stamp | None = None


WHOLE = Stretch()

Row = dict[str, Any] | Diagnostic


class Placed(NamedTuple):
    """A row with its number, and the line on which it ends (in Parquet, its number)."""

    number: int
    line: int
    row: Row


Rows = Iterator[Placed]
