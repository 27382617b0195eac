"""Tables that a tool wrote one cell a line, without any border: rows again where the header says how long they are.

A header is told by the names of its columns, a row by the level that it begins with, or, where levels stand across, by
the name of a dimension. What does not fit exactly stays as it stands, and is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.text import Line, begins_block, pipe_row
from ingest.text.normalise import fits

LEAST_LEVELS = 2
WIDEST_TABLE = 10  # columns
NAME_WIDTH = 48
YEARS = "degree_experience"
DIMENSIONS = ("knowledge_application", "complexity_problem_solving", "collaboration_interaction", YEARS)


class _Cells(NamedTuple):
    """A table in a run of lines: where it begins, its rows, each with so many lines; none where they are unknown."""

    first: int
    behind: int
    sizes: tuple[int, ...]


def has_levels(page: Sequence[str], grammars: Grammars) -> bool:
    """Whether levels stand alone on lines, without which no such table is told."""
    return grammars.levels_alone("\n".join(["", *page, ""])) >= LEAST_LEVELS


def regroup_cells(lines: list[Line], grammars: Grammars, diagnostics: list[Diagnostic]) -> list[Line]:
    """The lines with a row of a table for the cells of each row."""
    filled = [line for line in lines if line.text.strip()]
    finder = _Finder([line.text.strip() for line in filled], grammars)
    tables = finder.tables()
    if not tables:
        return lines
    regrouped: list[Line] = []
    done = 0  # filled lines that stand in `regrouped`, blank ones between them as well
    position = {line.start: at for at, line in enumerate(lines)}
    for table in tables:
        cells = filled[table.first : table.behind]
        known = (
            f"{len(table.sizes)} rows of {table.sizes[0]} cells" if table.sizes else f"{len(cells)} cells, rows unknown"
        )
        diagnostics.append(diagnose("W309", cells[0].start, cells[-1].end, known))
        if table.sizes:
            regrouped += lines[done : position[cells[0].start]]
            regrouped += _as_rows(cells, table, finder.lacks_corner(table))
            done = position[cells[-1].start] + 1
    return [*regrouped, *lines[done:]]


def _as_rows(cells: list[Line], table: _Cells, lacks_corner: bool) -> list[Line]:
    """A line a row; blank lines between cells are gone, they would part the rows."""
    rows: list[Line] = []
    at = 0
    for size in table.sizes:
        texts = [line.text.strip() for line in cells[at : at + size]]
        corner = [""] if lacks_corner and not rows else []
        rows.append(pipe_row([*corner, *texts], cells[at].start, cells[at + size - 1].end))
        at += size
    return rows


class _Finder:
    """Looks for headers around the levels that stand alone on lines."""

    def __init__(self, texts: list[str], grammars: Grammars) -> None:
        self.texts = texts
        self.grammars = grammars
        self.levels = [at for at, text in enumerate(texts) if grammars.is_level_code(text)]

    def tables(self) -> list[_Cells]:
        """All tables, from the top; none overlaps another."""
        found: list[_Cells] = []
        behind = 0
        for at in self.levels:
            if at < behind:
                continue
            table = self._rows(at) or self._columns(at)
            if table and table.first >= behind:
                found.append(table)
                behind = table.behind
        return found

    def lacks_corner(self, table: _Cells) -> bool:
        """Whether the header begins with a level: the cell above the dimensions was empty."""
        return self.grammars.is_level_code(self.texts[table.first])

    # -- a row a level -------------------------------------------------------------------------------------------------

    def _rows(self, at: int) -> _Cells | None:
        """A table whose first row below its header begins with the level at `at`."""
        first = self._header(at)
        if first is None:
            return None
        width = at - first
        sizes, start = [width], at
        seen = {self.texts[at]}
        while (below := self._next_level(start, width)) is not None and self.texts[below] not in seen:
            seen.add(self.texts[below])
            sizes.append(below - start)
            start = below
        last = self._last_row(start, width, sizes)
        if last is None or len(sizes) < LEAST_LEVELS or self._goes_on(start + last):
            return _Cells(first, start + 1, ())
        return _Cells(first, start + last, (*sizes, last))

    def _header(self, at: int) -> int | None:
        """Where the names of columns above a level begin: the nearest that means levels, most others known as well."""
        for first in range(at - 1, max(-1, at - 1 - WIDEST_TABLE), -1):
            text = self.texts[first]
            if begins_block(text) or not fits(text, NAME_WIDTH):
                return None
            if self.grammars.column(text) == "level":
                known = sum(self.grammars.column(name) is not None for name in self.texts[first:at])
                return first if known >= 2 and known * 2 > at - first else None
        return None

    def _next_level(self, start: int, width: int) -> int | None:
        behind = range(start + 1, min(start + width + 1, len(self.texts)))
        return next((at for at in behind if self.grammars.is_level_code(self.texts[at])), None)

    def _last_row(self, start: int, width: int, sizes: list[int]) -> int | None:
        """How many lines the last row has: nothing stands behind it that tells. A section ends it; where other rows are
        short, so it may be, unless its last cell is of the kind that its column says."""
        for at in range(start + 1, min(start + width, len(self.texts))):
            if self._is_section(self.texts[at]):
                return at - start
        if start + width > len(self.texts):
            return len(self.texts) - start
        if all(size == width for size in sizes):
            return width
        is_years = self.grammars.column(self.texts[self._first_of(sizes, start) + width - 1]) == YEARS
        return width if is_years and self.grammars.experience(self.texts[start + width - 1]) else None

    @staticmethod
    def _first_of(sizes: list[int], start: int) -> int:
        return start - sum(sizes)

    def _goes_on(self, behind: int) -> bool:
        """Whether another level stands below before the next section: then rows have more lines than were counted."""
        for text in self.texts[behind : behind + WIDEST_TABLE]:
            if self._is_section(text):
                return False
            if self.grammars.is_level_code(text):
                return True
        return False

    def _is_section(self, text: str) -> bool:
        bare = self.grammars.words.buttons.without_toggle(text)
        return self.grammars.heading(bare) is not None and self.grammars.column(text) is None

    # -- a column a level ----------------------------------------------------------------------------------------------

    def _columns(self, at: int) -> _Cells | None:
        """A table with levels across, the first of them at `at`: below them a row for each dimension."""
        texts = self.texts
        behind = at
        while behind - at <= WIDEST_TABLE and behind < len(texts) and self.grammars.is_level_code(texts[behind]):
            behind += 1
        levels = texts[at:behind]
        if not LEAST_LEVELS <= len(levels) <= WIDEST_TABLE or len(set(levels)) < len(levels):
            return None
        width = len(levels) + 1
        starts = range(behind, len(texts) - width + 1, width)
        count = sum(1 for _ in takewhile(lambda start: self._is_dimension(texts[start]), starts))
        if count == 0:
            return None
        has_corner = at > 0 and self.grammars.column(texts[at - 1]) == "key"
        first, end = at - has_corner, behind + count * width
        cells = [text for n, text in enumerate(texts[behind:end]) if n % width]
        if any(self._is_dimension(text) or self._is_section(text) for text in cells):
            return _Cells(first, end, ())
        below = takewhile(lambda text: not self._is_section(text), texts[end : end + width])
        if any(map(self._is_dimension, below)):
            return _Cells(first, end, ())
        return _Cells(first, end, (behind - first, *(width,) * count))

    def _is_dimension(self, text: str) -> bool:
        return self.grammars.attribute(text) is not None or self.grammars.column(text) in DIMENSIONS
