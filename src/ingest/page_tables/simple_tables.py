"""Tables whose columns a line of dashes shows: `------- -----` under the header or around the rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import groupby

from ingest.page_tables.geometry import Drawn, Geometry, going_on
from ingest.text.line import Line, is_blank
from ingest.text.wide_characters import spread


def read_ruled(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each table around a ruler as one, if all of its lines leave the gaps between the columns free."""
    reader = _Reader(lines, geometry)
    at = 0
    while at < len(lines):
        if reader.is_ruler(lines[at]):
            at = reader.table(at)
        else:
            reader.read.append(lines[at])
            at += 1
    return reader.read


class _Reader:
    """Walks the lines once; `read` is what has been read."""

    def __init__(self, lines: list[Line], geometry: Geometry) -> None:
        self.lines = lines
        self.geometry = geometry
        self.read: list[Line] = []
        self._ruler = geometry.grammars.page.mark("RULER")
        self._solid = geometry.grammars.page.mark("SOLID")

    def table(self, at: int) -> int:
        """Read the table around the ruler at `at`, and return the next line to read.

        Its header was read before, or is between this ruler and the next one, or it has none.
        """
        lines, read = self.lines, self.read
        columns = _columns(lines[at].text)
        top = len(read)
        while top and self._is_row(read[top - 1], columns):
            top -= 1
        head = read[top:]
        may_be_framed = not head or (top > 0 and self._is_solid(read[top - 1]))
        closing = self._frame_end(at, columns, has_header=bool(head)) if may_be_framed else None
        if closing is not None:
            end, rule, has_rule = closing + 1, at, bool(head)
            body = [_row(group, columns) for group in _apart(lines[at + 1 : closing])]
        else:
            end = self._end(at, columns)
            rulers = [n for n in range(at, end) if self.is_ruler(lines[n])]
            has_rule = bool(head) or rulers[1:] != [end - 1] or (end < len(lines) and not is_blank(lines[end]))
            rule = rulers[1] if has_rule and not head and len(rulers) > 1 else at
            head = head or lines[at + 1 : rule]
            body = [_row([line], columns) for line in lines[rule + 1 : end] if not self.is_ruler(line)]
            body = going_on(body) if "=" in lines[at].text else body  # reStructuredText has rows of several lines
        if not body or (has_rule and not head):
            read += lines[at:end]
            return end
        rows = [_row(head, columns), *body] if head else body
        start = (*read[top:], lines[at])[0].start
        line = lines[rule].start if has_rule else None
        read[top:] = [self.geometry.line("W311", rows, line, start, lines[end - 1].end)]
        return end

    def is_ruler(self, line: Line) -> bool:
        """Whether a line shows columns."""
        return self._ruler.fullmatch(line.text) is not None

    def _is_solid(self, line: Line) -> bool:
        return self._solid.fullmatch(line.text) is not None

    def _is_row(self, line: Line, columns: Sequence[int]) -> bool:
        """Whether a line has a blank before each of the columns, and text where one begins; no rule is a row."""
        if line.table or is_blank(line) or self.is_ruler(line) or self._is_solid(line):
            return False
        wide = spread(line.text)
        return not wide[: columns[0]].strip() and all(wide[at - 1 : at] in ("", " ") for at in columns[1:])

    def _end(self, at: int, columns: Sequence[int]) -> int:
        """The line behind the last row or ruler right below the ruler at `at`."""
        end = at + 1
        while end < len(self.lines) and (self.is_ruler(self.lines[end]) or self._is_row(self.lines[end], columns)):
            end += 1
        return end

    def _frame_end(self, at: int, columns: Sequence[int], *, has_header: bool) -> int | None:
        """The rule that closes a table whose rows have blank lines between them: a solid one, or the first ruler
        again."""
        is_spaced = False
        for n in range(at + 1, len(self.lines)):
            line = self.lines[n]
            if self._is_solid(line) or self.is_ruler(line):
                closes = self._is_solid(line) if has_header else line.text.strip() == self.lines[at].text.strip()
                return n if closes and is_spaced and n > at + 1 else None
            if is_blank(line):
                is_spaced = True
            elif not self._is_row(line, columns):
                return None
        return None


def _columns(ruler: str) -> list[int]:
    """Where the runs of dashes begin."""
    return [at for at, sign in enumerate(ruler) if not sign.isspace() and ruler[at - 1 : at].strip() == ""]


def _apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of each row, where rows have blank lines between them."""
    return [list(group) for blank, group in groupby(lines, is_blank) if not blank]


def _row(lines: Sequence[Line], columns: Sequence[int]) -> Drawn:
    return reduce(Drawn.joined, [Drawn.at_columns(line, columns) for line in lines])
