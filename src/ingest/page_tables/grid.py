"""Tables drawn with borders: `+---+---+` or box-drawing characters around walls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from ingest.page_tables.geometry import Drawn, Geometry
from ingest.rare import rare
from ingest.text.line import Line

_BORDER = rare(r"\s*[+├┌└╞╘╒╔╠╚┏┡┗][-=:+─═━┬┼┴┯┷┿╪╤╧╦╬╩┳╇┻]{2,}[+┤┐┘╡╛╕╗╣╝┓┩┛]\s*$")
_SOLID = rare(r"[=═╞╪]")
_WALL = rare(r"(?<!\\)[|│║┃]")
_MAY_BE_BORDER = re.compile(r"\n[ \t]*[+├┌└╞╘╒╔╠╚┏┡┗][-=:+─═━┬┼┴┯┷┿╪╤╧╦╬╩┳╇┻]")


def has_borders(page: str) -> bool:
    """Whether a line begins as a border does."""
    return _MAY_BE_BORDER.search(page) is not None


def read_grids(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each grid as one. A grid is at least three lines, all borders or walled, from border to border."""
    read: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at)
        table = _grid(lines[at:end], geometry) if end - at > 2 else None
        read.append(table or lines[at])
        at = end if table else at + 1
    return read


def _end(lines: list[Line], start: int) -> int:
    """The line behind the last border of a grid that begins with one; `start` itself where none begins."""
    if not _BORDER.match(lines[start].text):
        return start
    end = last = start
    while end < len(lines) and ((is_border := bool(_BORDER.match(lines[end].text))) or _is_walled(lines[end].text)):
        end += 1
        last = end if is_border else last
    return last


def _is_walled(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bool(_WALL.match(bare)) and bool(_WALL.match(bare[-1]))


def _grid(lines: Sequence[Line], geometry: Geometry) -> Line | None:
    """Where borders stand between all rows, the lines between two are one row; with borders only around header and
    body, every line of the body is one, but for those that go on with the one above: their first cell is empty."""
    borders = [at for at, line in enumerate(lines) if _BORDER.match(line.text)]
    spans = [(first + 1, last) for first, last in pairwise(borders) if last > first + 1]
    groups = [[_row(line) for line in lines[first:last]] for first, last in spans]
    is_ruled = len(groups) > 2 or any(_SOLID.search(lines[at].text) for at in borders)
    rows: list[Drawn] = []
    for n, group in enumerate(groups):
        for part in [reduce(Drawn.joined, group)] if is_ruled or n == 0 else group:
            if rows and not is_ruled and not part.cells[0]:
                rows[-1] = rows[-1].joined(part)
            else:
                rows.append(part)
    if not rows:
        return None
    rule = lines[spans[0][1]].start if len(rows) > 1 else None
    return geometry.line("W315", rows, rule, lines[0].start, lines[-1].end)


def _row(line: Line) -> Drawn:
    cells = [cell.strip().replace(r"\|", "|") for cell in _WALL.split(line.text.strip()[1:-1])]
    return Drawn(cells, line.start, line.end)
