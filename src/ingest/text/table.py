"""A table as a page has it: rows of cells, each with its lines. Every drawing of a table becomes one of these."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A table row: its cells as read, and the lines as they stood."""

    cells: tuple[str, ...]
    raw: str
    start: int
    end: int


class Table(NamedTuple):
    """A table. `separator` is the line of the rule under the header, None where the tool left it out; `is_exact` says
    that markup places its cells, so that none can be in another column."""

    header: Row | None
    rows: tuple[Row, ...]
    separator: int | None
    start: int
    end: int
    width: int
    is_exact: bool = False

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The header, if there is one, and the rows."""
        return self.rows if self.header is None else (self.header, *self.rows)
