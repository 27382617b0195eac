"""A table of guidelines: a row a level and a column a dimension, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from ingest.blocks import Row, Table
from ingest.grammar import Grammars
from ingest.lazy_patterns import rare
from ingest.outline.level_tables import (
    Axis,
    find_axis,
    is_known_level,
    is_pay,
    level_column,
    level_header,
    mark_in_cell,
    other_tracks,
    title_column,
)
from ingest.outline.model import LevelMark
from ingest.outline.role_names import level_in_cell, plain_emphasis
from ingest.punctuation import DASH
from ingest.records import DIMENSIONS, YEARS, Level, Pay
from ingest.sections.experience import read_experiences
from ingest.sections.guideline_draft import GuidelineDraft, level_of_mark
from ingest.sections.pay import pay_of
from ingest.sections.reader_interface import Claim, Context, put, span
from ingest.text.sentences import has_ended

LEAST_TEXTS = 6  # cells from which on a habit can be told
_NUMBERS = re.compile(rf"\d{{1,2}}(?:[.,]\d)?(?:\s?(?:[{DASH}]|to)\s?\d{{1,2}}(?:[.,]\d)?)?\s?\+?$")
_UNIT = rare(r"\b(?:years?|yrs?)\b", re.IGNORECASE)


class TableReader:
    """One table: which column means what, and what that proves of rows that do not fit."""

    def __init__(self, table: Table, context: Context, claim: Claim) -> None:
        grammars = context.grammars
        self.context = context
        self.grammars = grammars
        self.claim = claim
        self.axis = find_axis(table, grammars) or Axis(table, False, {}, {})
        self.keeps_empty = table.is_exact or any(_has_gap(row, table.width) for row in table.rows)
        self.table = table = self.axis.table
        header = table.header
        named = header.cells[1:] if header else ()
        rows = [row for row in table.rows if row.cells[1:] != named or row.cells[0]]  # without headers that recur
        self.rows = _with_fragments(rows, grammars)
        if header and self._level(header.cells[0]) and not level_header(header.cells[0], grammars):
            self.rows.insert(0, header)  # no separator and no header: its first row is a level's
            header = None
        if header and table.separator is None and self._is_rest_of_row(header):
            claim.rest.append(table._replace(header=None, rows=(header,), start=header.start, end=header.end))
            header = None
        self.header = header.cells if header else ()
        self.fields = [self._field(cell) for cell in self.header]
        self.levels: list[Level] = []  # those that the table names
        self.pay: list[Pay] = []
        self.pay_at = [i for i, cell in enumerate(self.header) if i and not self.fields[i] and is_pay(cell, grammars)]
        self.figures_at = self._columns_of_figures(table.rows)
        self.level_at = level_column(table, grammars)
        is_of_rows = not (self.axis.is_across or self.axis.roles)
        self.title_at = title_column(table, grammars) if is_of_rows else None
        self.tracks = other_tracks(table, grammars) if is_of_rows else {}
        self.years_at = self.fields.index(YEARS) if YEARS in self.fields else None
        self.knows_levels = any(
            self._level(row.cells[self.level_at]) for row in self.rows if self.level_at < len(row.cells)
        )
        texts = [
            c for row in self.rows for i, c in enumerate(row.cells) if c and i not in (self.level_at, self.years_at)
        ]
        self.ends = len(texts) >= LEAST_TEXTS and sum(has_ended(text) for text in texts) >= 0.7 * len(texts)

    def _is_rest_of_row(self, header: Row) -> bool:
        """Whether a first row is no header, but the rest of a row that another block broke: it says what rows say."""
        if any(self._field(cell) for cell in header.cells):
            return False
        return any(has_ended(cell) or self._is_years(cell) for cell in header.cells if cell)

    def _columns_of_figures(self, rows: Sequence[Row]) -> frozenset[int]:
        """The columns without a known meaning whose cells are figures alone: `0.00 - 2.50` expects nothing of anybody,
        it says something of the level."""
        found = {
            i: [row.cells[i] for row in rows if i < len(row.cells) and row.cells[i]]
            for i, field in enumerate(self.fields)
            if i and field is None and i not in self.pay_at
        }
        return frozenset(i for i, cells in found.items() if cells and not any(map(str.isalpha, "".join(cells))))

    def read(self) -> list[GuidelineDraft] | None:
        """A guideline for each level or role of the table; None if it has none."""
        if self.is_transposed:
            return self.read_columns()
        return self.read_rows() if self.has_levels else None

    @property
    def has_levels(self) -> bool:
        """Whether this is a table of levels at all."""
        return bool(self.rows) and ("level" in self.fields or self.knows_levels)

    @property
    def is_transposed(self) -> bool:
        """Dimensions down, levels or roles across."""
        return self.axis.is_across or (len(self.header) > 2 and all(self._level(cell) for cell in self.header[1:]))

    def read_rows(self) -> list[GuidelineDraft]:
        """A guideline a row."""
        read = [self._read(row) for row in self.rows if not (self.axis.roles and self._heads_group(row))]
        is_of_more = self.pay or self.figures_at or self.tracks
        return [one for one in read if one.says_something] if is_of_more else read

    def read_columns(self) -> list[GuidelineDraft]:
        """A guideline a column of a transposed table; only rows of full width can be placed."""
        stated = (*self.axis.levels, *self.axis.roles)
        unknown = [cell for cell in stated if not is_known_level(cell, self.grammars)]
        if unknown and self.table.header:
            self.claim.say("W440", self.table.header, ", ".join(map(plain_emphasis, unknown)))
        nameless: list[Row] = []
        for row in self.rows:
            if self._is_suspect(row) and not self._heads_group(row):
                self.claim.say("W312", row, "its cells could stand under another level")
            elif not row.cells[0] and any(row.cells):
                self.claim.say("W312", row, "it has no dimension")
                nameless.append(row)
        guidelines = []
        named = [(name, row) for name, row in self._named_rows() if row.cells[0]]
        for at, cell in enumerate(self.header[1:], 1):
            values = [(name, row.cells[at], row) for name, row in named if not self._is_suspect(row)]
            raw = "\n".join(f"{name} | {value}" for name, value, _ in values)
            titled = self._titled(values) if self._mark(cell) and not self._title(cell) else None
            key = self._note_level(cell, self.table, titled)
            title = plain_emphasis(titled[1]) if titled else self._title(cell)
            guideline = GuidelineDraft(key, title, raw, span(self.table))
            years = ""
            for name, value, row in values if titled is None else [one for one in values if one is not titled]:
                field = self._field(name)
                years = name if field == YEARS else years
                self._place(guideline, field, name, value, row)
            guideline.unplaced = [
                *(row.raw for row in self.rows if self._is_suspect(row) and not self._heads_group(row)),
                *(row.cells[at] for row in nameless if row.cells[at]),
            ]
            self._read_years(guideline, years)
            guidelines.append(guideline)
        return guidelines

    def _titled(self, values: Sequence[tuple[str, str, Row]]) -> tuple[str, str, Row] | None:
        """The row of a transposed table that gives the levels their titles."""
        return next((one for one in values if one[1] and self.grammars.column(plain_emphasis(one[0])) == "title"), None)

    def _named_rows(self) -> list[tuple[str, Row]]:
        """The rows of a transposed table with their dimensions: below a row that heads a group, `Group: Dimension`."""
        named: list[tuple[str, Row]] = []
        group = ""
        for row in self.rows:
            if self._heads_group(row):
                group = plain_emphasis(row.cells[0])
            else:
                named.append((f"{group}: {plain_emphasis(row.cells[0])}" if group else row.cells[0], row))
        return named

    # -- rows ----------------------------------------------------------------------------------------------------------

    def _read(self, row: Row) -> GuidelineDraft:
        cells = list(row.cells)
        width = len(self.header) or self.table.width
        if len(cells) > width:
            cells = self._without_extra(row, cells, width)
        level = self._level(cells[self.level_at]) if self.level_at < len(cells) else None
        is_rest = level is None and self.knows_levels
        if is_rest:
            self.claim.say("W312", row, "it begins with no level, as others do")
        first = cells[self.level_at] if self.level_at < len(cells) else None
        beside = self._title_beside(cells, width) if level else None
        key = self._note_level(first, row, ("", beside, row) if beside else None) if first else None
        tracks = {at: other for at, other in self.tracks.items() if len(cells) == width and cells[at] and cells[other]}
        for at, other in tracks.items():
            self._note_level(cells[at], row, ("", cells[other], row))
        named = {*tracks, *tracks.values(), *([self.title_at] if beside and self.title_at is not None else [])}
        title = beside or (self._title(first) if first and level else None)
        guideline = GuidelineDraft(key, title, row.raw, span(row))
        if not self.header:
            self._leave(self._beside_level(cells), guideline, row, "the table has no header")
        elif is_rest and not first:
            guideline.unplaced = list(filter(None, cells))
        elif len(cells) > width:
            self._leave(self._beside_level(cells), guideline, row, f"{len(cells)} cells for {width} columns")
        elif self._may_be_shifted(cells, width):
            self._read_shifted(guideline, row, cells)
        else:
            self._read_cells(guideline, row, cells, named)
        self._read_years(guideline, self.header[self.years_at] if self.years_at is not None and self.header else "")
        return guideline

    def _beside_level(self, cells: list[str]) -> list[str]:
        """The cells of a row that say something, other than that of its level."""
        return [cell for i, cell in enumerate(cells) if i != self.level_at and cell]

    def _leave(self, cells: list[str], guideline: GuidelineDraft, row: Row, why: str) -> None:
        """Keep cells as text of the guideline, of which nobody knows what they are about."""
        guideline.unplaced = cells
        if cells:
            self.claim.say("W312", row, why)

    def _read_cells(self, guideline: GuidelineDraft, row: Row, cells: list[str], named: Container[int]) -> None:
        """Read each cell as its column says: pay, a figure of the row's level, or what it asks for in a dimension. What
        is in the columns `named` was read as names and levels."""
        texts = [cell for i, cell in enumerate(cells) if i not in (self.level_at, self.years_at)]
        if any(self._is_cut(cell) for cell in texts) or _goes_on_in_next(texts):
            self.claim.say("W416", row)
        nameless = [i for i, name in enumerate(self.header) if not name and i != self.level_at]
        self._leave([cells[i] for i in nameless if cells[i]], guideline, row, "its column has no name")
        has_level = self.level_at < len(cells) and self._mark(cells[self.level_at]) is not None
        figures: dict[str, str] = {}
        for i, cell in enumerate(cells):
            if i in self.pay_at and (found := self._pay(cell, self.header[i], guideline)):
                self.pay += found
            elif cell and (i in self.figures_at or i in self.pay_at) and has_level:
                put(figures, self.context.plain(plain_emphasis(self.header[i])), self.context.plain(cell))
            elif i != self.level_at and i not in nameless and i not in named:
                self._place(guideline, self.fields[i], self.header[i], cell, row)
        if figures:  # they say something of the row's level, the last of the table's so far
            rung = self.levels[-1]
            spans = {**rung.spans, "other": (span(row),)}
            self.levels[-1] = rung.model_copy(update={"other": figures, "spans": spans})

    def _read_years(self, guideline: GuidelineDraft, named: str) -> None:
        """Read the years of a guideline; `named` is what its table calls them."""
        years = guideline.fields.get(YEARS)
        if not years:
            return
        has_unit = _NUMBERS.match(years) is not None and _UNIT.search(named) is not None  # the unit is in the header
        read = read_experiences(f"{years} years" if has_unit else years, guideline.at, self.grammars, self.claim)
        if has_unit:
            read = tuple(one.model_copy(update={"text": self.context.plain(years)}) for one in read)
        guideline.experience = read

    def _is_suspect(self, row: Row) -> bool:
        """A row of a transposed table whose cells may belong to another level."""
        return len(row.cells) != len(self.header) or self._may_be_shifted(list(row.cells), len(self.header))

    def _may_be_shifted(self, cells: list[str], width: int) -> bool:
        """A row that is short, or ends empty, where the tool is not known to keep empty cells."""
        if len(cells) < width:
            return True
        filled = self._beside_level(cells)
        typed = not self.table.is_exact and self.years_at == width - 1 and bool(filled) and self._is_years(filled[-1])
        return not cells[-1] and (typed or not self.keeps_empty)  # years left of their column prove a shift

    def _is_cut(self, cell: str) -> bool:
        """A cell without an end mark, in a table whose cells have one."""
        return self.ends and bool(cell) and not has_ended(cell)

    def _read_shifted(self, guideline: GuidelineDraft, row: Row, cells: list[str]) -> None:
        """Place what is proven: the level, and years that are left of their column. The rest is undecided."""
        filled = self._beside_level(cells)
        years_at = self.years_at
        years = filled[-1] if filled and years_at is not None and self._is_years(filled[-1]) else None
        if years and years_at is not None and cells.index(years) < years_at:
            self._place(guideline, YEARS, self.header[years_at], years, row)
            filled.pop()
            self.claim.say("W403", row, f"`{years[:40]}` is a number of years")
        self._leave(filled, guideline, row, f"{len(filled)} cells could stand in more than one column")

    def _without_extra(self, row: Row, cells: list[str], width: int) -> list[str]:
        """Join the cells that an unescaped pipe cut, if exactly as many boundaries lack an end mark as are too many."""
        open_ends = [i for i in range(1, len(cells) - 1) if not has_ended(cells[i])]
        if len(open_ends) != len(cells) - width or not self.header:
            return cells
        joined: list[str] = []
        for i, cell in enumerate(cells):
            if i - 1 in open_ends:
                joined[-1] = f"{joined[-1]} | {cell}"
            else:
                joined.append(cell)
        if self.years_at is not None and not self._is_years(joined[self.years_at]):
            return cells
        self.claim.say("W404", row, f"{len(cells)} cells read as {width}")
        return joined

    # -- cells ---------------------------------------------------------------------------------------------------------

    def _field(self, cell: str) -> str | None:
        if level_header(cell, self.grammars):
            return "level"
        field = self.grammars.column(cell)
        return field if field in DIMENSIONS else None

    def _mark(self, cell: str) -> LevelMark | None:
        return self.axis.levels.get(cell) or mark_in_cell(cell, self.grammars)

    def _level(self, cell: str) -> str | None:
        """What tells a cell from others as that of a level or a role."""
        mark = self._mark(cell)
        return mark.key if mark else self.axis.roles.get(cell)

    def _title(self, cell: str) -> str | None:
        mark = self._mark(cell)
        return mark.title if mark else self.axis.roles.get(cell)

    def _title_beside(self, cells: Sequence[str], width: int) -> str | None:
        """The title that a row has in a column of its own, if its cells are where they were."""
        if self.title_at is None or len(cells) != width:
            return None
        if self.title_at > self.level_at and self._may_be_shifted(list(cells), width):
            return None
        return plain_emphasis(cells[self.title_at]) or None

    def _note_level(self, cell: str, lined: Row | Table, titled: tuple[str, str, Row] | None = None) -> str | None:
        """The key of the level that a cell names, noted as one of the table's; a role has none, and a cell that names
        nothing is its own. `titled` is the cell that has its title, with the name and the row of it."""
        mark = self._mark(cell)
        if mark is None:
            return None if cell in self.axis.roles else cell
        named_in = self.table.header if self.table.header and isinstance(lined, Table) else lined
        title = plain_emphasis(titled[1]) if titled else mark.title
        mark = mark._replace(title=title, start=named_in.start, end=named_in.end)
        level = level_of_mark(mark, self.context)
        if titled:
            level = level.model_copy(update={"spans": {**level.spans, "name": (span(titled[2]),)}})
        self.levels.append(level)
        return mark.key

    def _is_years(self, cell: str) -> bool:
        return cell[:1].isdigit() and bool(self.grammars.experience(cell))

    def _place(self, guideline: GuidelineDraft, field: str | None, name: str, value: str, row: Row) -> None:
        if not value or field == "level":
            return
        guideline.place(field, plain_emphasis(name), value, [span(row)])

    def _pay(self, cell: str, header: str, guideline: GuidelineDraft) -> list[Pay]:
        """The amounts of a cell whose header says that they are pay, with the row's level."""
        of_level = {
            "level": self.context.plain_or_none(guideline.level),
            "level_title": self.context.plain_or_none(guideline.level_title),
            "level_basis": guideline.level_basis,
        }
        return [
            pay.model_copy(update=of_level) for pay in pay_of(cell, guideline.at, header, self.grammars, self.claim)
        ]

    def _heads_group(self, row: Row) -> bool:
        """Whether a row heads the rows below it: its first cell alone is filled, or the others repeat the header."""
        return bool(row.cells[0]) and (not any(row.cells[1:]) or row.cells[1:] == self.header[1:])


def _has_gap(row: Row, width: int) -> bool:
    """Whether an empty cell is before a filled one: a tool that keeps one keeps them all, so its rows are as they
    are."""
    filled = [at for at, cell in enumerate(row.cells) if cell]
    return row.start == row.end and len(row.cells) == width and len(filled) <= max(filled, default=-1)


def _goes_on_in_next(cells: Sequence[str]) -> bool:
    """Whether a cell without an end mark is before one that begins in lower case: a pipe may have cut the two."""
    return any(one and not has_ended(one) and other[:1].islower() for one, other in pairwise(cells))


def _may_be_rest(row: Row, width: int) -> bool:
    """Whether a row may go on with a whole one above it: not one cell in capitals, which heads the rows below it."""
    return 1 < len(row.cells) < width or (len(row.cells) == 1 < width and not row.cells[0][:1].isupper())


def _with_fragments(rows: list[Row], grammars: Grammars) -> list[Row]:
    """Rows whose first cell is no level, in a table of levels, are the rest of the row above if they are short."""
    levels = sum(level_in_cell(row.cells[0], grammars) is not None for row in rows)
    if levels * 2 <= len(rows):
        return rows
    width = max(len(row.cells) for row in rows)
    whole: list[Row] = []
    for row in rows:
        above = whole[-1] if whole else None
        is_rest = above is not None and (len(above.cells) < width or _may_be_rest(row, width))
        if above and is_rest and level_in_cell(row.cells[0], grammars) is None:
            whole[-1] = Row((*above.cells, *row.cells), f"{above.raw}\n{row.raw}", above.start, row.end)
        else:
            whole.append(row)
    return whole
