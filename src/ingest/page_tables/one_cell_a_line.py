"""Rebuild tables that a tool wrote with one cell per line, with a pipe before or behind each cell or without borders.

Between pipes, repeated level codes give the length of rows. Without borders the header gives it: it is recognised by
the names of its columns, and a row by the level that it begins with, or, if levels are columns, by the name of a
dimension. What does not fit exactly stays as it is, and is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise, takewhile
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.page_tables.geometry import Drawn, Geometry
from ingest.punctuation import COLONS
from ingest.records import DIMENSIONS, YEARS
from ingest.text.line import WALL, Line, begins_block
from ingest.text.normalise import fits, unescape
from ingest.text.table import Table

LEAST_CELLS = 3
LEAST_LEVELS = 2
WIDEST_TABLE = 10  # columns
NAME_WIDTH = 48


class _Cells(NamedTuple):
    """A table in a run of lines: where it begins, its rows, each with so many lines; none where they are unknown."""

    first: int
    behind: int
    sizes: tuple[int, ...]


def is_cell_a_line(lines: Sequence[Line]) -> bool:
    """Whether every line has one pipe, all at its beginning or all at its end."""
    texts = [line.text.strip() for line in lines]
    if len(texts) < LEAST_CELLS or any(text.count("|") - text.count(r"\|") != 1 for text in texts):
        return False
    return all(text.startswith("|") for text in texts) or all(text.endswith("|") for text in texts)


def read_walled_cells(lines: Sequence[Line], geometry: Geometry) -> Table | None:
    """The table of lines with one pipe each, if level codes repeat at its width, or if keys with colons are over their
    values. Its header gives the width; a row may be shorter."""
    cells = [unescape(line.text.strip().strip("|").strip()) for line in lines]
    if pairs := _pairs(lines, cells):
        return geometry.regrouped(pairs)
    levels = [at for at, cell in enumerate(cells) if geometry.is_level(cell)]
    if len(levels) < LEAST_LEVELS or levels[0] < 2:
        return None
    width = levels[0]
    sizes = [end - start for start, end in pairwise([0, *levels, len(cells)])]
    if max(sizes) > width or sizes.count(width) * 2 <= len(sizes):
        return None
    return geometry.regrouped(_rows(lines, cells, sizes))


def _pairs(lines: Sequence[Line], cells: Sequence[str]) -> list[Drawn]:
    """A row for each key that ends with a colon, with the value below it, if there is one; empty cells are between
    rows. None where some cells are neither, or where most keys have no value."""
    filled = [at for at, cell in enumerate(cells) if cell]
    keys = [at for at in filled if cells[at].endswith(COLONS)]
    if len(keys) < LEAST_CELLS or not filled or filled[0] != keys[0]:
        return []
    rows = [[at for at in filled if first <= at < behind] for first, behind in pairwise([*keys, len(cells)])]
    if max(map(len, rows)) > 2 or len(filled) < 1.5 * len(rows):
        return []
    return [Drawn([cells[at] for at in row], lines[row[0]].start, lines[row[-1]].end) for row in rows]


def has_levels(page: str, grammars: Grammars) -> bool:
    """Return whether some lines are only a level; without them no table without borders is recognised."""
    return grammars.levels_alone(f"{page}\n") >= LEAST_LEVELS


def read_bare_cells(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each table without borders as one; blank lines between its cells are its own."""
    read: list[Line] = []
    for is_drawn, run in groupby(lines, lambda line: line.table is not None):
        between = list(run)
        read += between if is_drawn else _between_tables(between, geometry)
    return read


def _between_tables(lines: list[Line], geometry: Geometry) -> list[Line]:
    filled = [at for at, line in enumerate(lines) if line.text.strip()]
    texts = [lines[at].text.strip() for at in filled]
    finder = _Finder(texts, geometry.grammars)
    read: list[Line] = []
    done = 0  # lines that stand in `read`
    for table in finder.tables():
        first, last = filled[table.first], filled[table.behind - 1]
        start, end = lines[first].start, lines[last].end
        if not table.sizes:
            geometry.say("W309", start, end, f"{table.behind - table.first} cells, rows unknown")
            continue
        inside = slice(table.first, table.behind)
        rows = _rows([lines[at] for at in filled[inside]], list(map(unescape, texts[inside])), table.sizes)
        if finder.lacks_corner(table):
            rows[0] = rows[0]._replace(cells=["", *rows[0].cells])
        read += lines[done:first]
        read.append(Line(WALL, start, end, geometry.regrouped(rows)))
        done = last + 1
    return [*read, *lines[done:]]


def _rows(lines: Sequence[Line], cells: Sequence[str], sizes: Sequence[int]) -> list[Drawn]:
    """Rows of so many cells each, in their order."""
    ends = list(accumulate(sizes))
    spans = zip([0, *ends], ends, strict=False)
    return [Drawn(cells[start:end], lines[start].start, lines[end - 1].end) for start, end in spans]


class _Finder:
    """Looks for headers around lines that are only a level."""

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
        """Return the number of lines of the last row, which no following row delimits.

        A section ends it. If other rows are short, this one may be too, unless its last cell has the kind that its
        column says.
        """
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
        """Return whether another level follows before the next section: then rows have more lines than were
        counted.
        """
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
