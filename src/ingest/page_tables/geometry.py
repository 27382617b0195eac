"""The geometry that all tables share: drawn rows of cells become a Table, and misfits are reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.text.invisible_syntax import is_unseen, shown
from ingest.text.line import WALL, Line
from ingest.text.normalise import unescape
from ingest.text.table import Row, Table
from ingest.text.wide_characters import join, narrow, spread


class Drawn(NamedTuple):
    """A row as it is drawn, or a piece of one: its cells without blanks around them, and its lines. `begins` and `ends`
    say whether its first and its last cell are whole."""

    cells: Sequence[str]
    start: int
    end: int
    begins: bool = True
    ends: bool = True

    @classmethod
    def at_columns(cls, line: Line, columns: Sequence[int]) -> Drawn:
        """A line, cut where columns begin on a screen."""
        text = spread(line.text)
        cells = [narrow(text[start:end]).strip() for start, end in zip(columns, [*columns[1:], None], strict=True)]
        return cls(cells, line.start, line.end)

    def joined(self, below: Drawn) -> Drawn:
        """The row with the one below as the rest of each of its cells."""
        pairs = zip_longest(self.cells, below.cells, fillvalue="")
        return Drawn([join(above, rest) for above, rest in pairs], self.start, below.end)


def going_on(rows: Iterable[Drawn]) -> list[Drawn]:
    """Rows of which one without a first cell goes on with the row above it."""
    whole: list[Drawn] = []
    for row in rows:
        if whole and not row.cells[0]:
            whole[-1] = whole[-1].joined(row)
        else:
            whole.append(row)
    return whole


class Geometry:
    """Makes the tables of one page. `page` holds its physical lines, for the rows as they stood; what is repaired or
    does not fit is added to `diagnostics`."""

    def __init__(self, page: Sequence[str], grammars: Grammars, diagnostics: list[Diagnostic]) -> None:
        self.page = page
        self.grammars = grammars
        self.diagnostics = diagnostics

    def line(self, code: str, rows: Sequence[Drawn], rule: int | None, start: int, end: int) -> Line:
        """The logical line of a table that is drawn from the line `start` to `end`, borders included. `code` says what
        it is drawn with; `rule` is the line under its header."""
        detail = f"{len(rows)} rows of {len(rows[0].cells)} columns"
        self.say(code, start, end, detail)
        said = [row._replace(cells=[unescape(shown(cell, self.grammars)) for cell in row.cells]) for row in rows]
        return Line(WALL, start, end, self.table(said, rule))

    def regrouped(self, rows: Sequence[Drawn]) -> Table:
        """The table of rows whose cells had a line each, header first."""
        self.say("W309", rows[0].start, rows[-1].end, f"{len(rows)} rows of {len(rows[0].cells)} cells")
        return self.table(rows, None, has_header=True)

    def table(
        self, rows: Sequence[Drawn], rule: int | None, width: int | None = None, *, has_header: bool = False
    ) -> Table:
        """Return the table of at least one row; `width` is that of its first row, unless the rule says otherwise.

        Without a rule the first row becomes the header, with a diagnostic unless it is known to be one.
        """
        whole = [self.row(row) for row in rows]
        header = whole.pop(0) if rule is None or rule >= whole[0].start else None
        if header and rule is not None and not any(header.cells) and whole:
            header = whole.pop(0)  # a tool that wants a header put an empty one above the page's
        width = len(rows[0].cells) if width is None else width
        if rule is None and not has_header:
            self.say("W304", rows[0].start, rows[0].start)
        self._say_misfits("W301", "fewer", [row for row in whole if len(row.cells) < width], width)
        self._say_misfits("W302", "more", [row for row in whole if len(row.cells) > width], width)
        return Table(header, tuple(whole), rule, rows[0].start, rows[-1].end, width)

    def row(self, drawn: Drawn) -> Row:
        """Return a row with its lines as they are on the page."""
        cells = tuple(["" if is_unseen(cell, self.grammars) else cell for cell in drawn.cells])
        return Row(cells, "\n".join(self.page[drawn.start - 1 : drawn.end]), drawn.start, drawn.end)

    def is_level(self, cell: str) -> bool:
        """Whether a cell is a level's code, in bold or in backticks or not: a row begins there."""
        return self.grammars.is_level_code(cell.strip("`*"))

    def _say_misfits(self, code: str, what: str, rows: Sequence[Row], width: int) -> None:
        """Report rows with fewer or more cells than their table has columns, all of them at once."""
        if rows:
            first, *others = [(row.start, row.end) for row in rows]
            counts = " or ".join(map(str, sorted({len(row.cells) for row in rows})))
            detail = f"{counts} cells, {what} than {width}"
            self.diagnostics.append(diagnose(code, *first, detail, also=others))

    def say(self, code: str, start: int, end: int, detail: str = "") -> None:
        """Add a finding on lines of the page."""
        self.diagnostics.append(diagnose(code, start, end, detail))
