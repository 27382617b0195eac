"""Tables whose columns a line of dashes shows: `------- -----` under the header or around the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import groupby

from ingest.page_tables.geometry import Drawn, Geometry
from ingest.rare import rare
from ingest.text.line import Line, is_blank
from ingest.text.wide import spread

_RULER = rare(r"\s*(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))+\s*$")
_MAY_BE_RULER = re.compile(r"\n[ \t]*(?:-{2,}|={2,})[ \t]+[-=]")
_RUN = re.compile(r"[-=]+")
_SOLID = rare(r"\s*(?:-{4,}|={4,})\s*$")


def has_rulers(page: str) -> bool:
    """Whether a line begins with several runs of dashes."""
    return _MAY_BE_RULER.search(page) is not None


def read_ruled(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each table around a ruler as one, if all of its lines leave the gaps between the columns free."""
    read: list[Line] = []
    at = 0
    while at < len(lines):
        if _is_ruler(lines[at]):
            at = _table(lines, at, read, geometry)
        else:
            read.append(lines[at])
            at += 1
    return read


def _table(lines: list[Line], at: int, read: list[Line], geometry: Geometry) -> int:
    """Read the table around the ruler at `at`: its header is the last lines of `read`, or stands between this ruler and
    the next one, or it has none. The line to go on with."""
    columns = [run.start() for run in _RUN.finditer(lines[at].text)]
    top = len(read)
    while top and _is_row(read[top - 1], columns):
        top -= 1
    head = read[top:]
    may_be_framed = not head or (top > 0 and _is_solid(read[top - 1]))
    closing = _frame_end(lines, at, columns, has_header=bool(head)) if may_be_framed else None
    if closing is not None:
        end, rule = closing + 1, at
        body = [reduce(Drawn.joined, rows) for rows in _apart(lines[at + 1 : closing], columns)]
        has_rule = bool(head)
    else:
        end = _end(lines, at, columns)
        rulers = [n for n in range(at, end) if _is_ruler(lines[n])]
        has_rule = bool(head) or rulers[1:] != [end - 1] or (end < len(lines) and not is_blank(lines[end]))
        rule = rulers[1] if has_rule and not head and len(rulers) > 1 else at
        head = head or lines[at + 1 : rule]
        body = [Drawn.at_columns(line, columns) for line in lines[rule + 1 : end] if not _is_ruler(line)]
    if not body or (has_rule and not head):
        read += lines[at:end]
        return end
    header = [reduce(Drawn.joined, [Drawn.at_columns(line, columns) for line in head])] if head else []
    start = (*read[top:], lines[at])[0].start
    line = lines[rule].start if has_rule else None
    read[top:] = [geometry.line("W311", [*header, *body], line, start, lines[end - 1].end)]
    return end


def _end(lines: Sequence[Line], at: int, columns: Sequence[int]) -> int:
    """The line behind the last row or ruler right below the ruler at `at`."""
    end = at + 1
    while end < len(lines) and (_is_ruler(lines[end]) or _is_row(lines[end], columns)):
        end += 1
    return end


def _frame_end(lines: Sequence[Line], at: int, columns: Sequence[int], *, has_header: bool) -> int | None:
    """The rule that closes a table whose rows have blank lines between them: a solid one, or the first ruler again."""
    is_spaced = False
    for n in range(at + 1, len(lines)):
        line = lines[n]
        if _is_solid(line) or _is_ruler(line):
            closes = _is_solid(line) if has_header else line.text.strip() == lines[at].text.strip()
            return n if closes and is_spaced and n > at + 1 else None
        if is_blank(line):
            is_spaced = True
        elif not _is_row(line, columns):
            return None
    return None


def _apart(lines: Sequence[Line], columns: Sequence[int]) -> list[list[Drawn]]:
    """The lines of each row, where rows have blank lines between them."""
    groups = [list(group) for blank, group in groupby(lines, is_blank) if not blank]
    return [[Drawn.at_columns(line, columns) for line in group] for group in groups]


def _is_ruler(line: Line) -> bool:
    return _RULER.match(line.text) is not None


def _is_solid(line: Line) -> bool:
    return _SOLID.match(line.text) is not None


def _is_row(line: Line, columns: Sequence[int]) -> bool:
    """Whether a line has a blank before each of the columns, and text where one begins; no rule is a row."""
    if line.table or is_blank(line) or _is_ruler(line) or _is_solid(line):
        return False
    wide = spread(line.text)
    return not wide[: columns[0]].strip() and all(wide[at - 1 : at] in ("", " ") for at in columns[1:])
