"""Tables drawn with borders: `+---+---+` or box-drawing characters around walls."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import chain, pairwise

from ingest.grammar.page_grammar import PageGrammar
from ingest.page_tables.geometry import Drawn, Geometry, going_on
from ingest.text.line import Line

_HEADER = "="  # draws the border below a header, on pages that have borders between all rows


def read_grids(lines: list[Line], geometry: Geometry) -> list[Line]:
    """The lines with each grid as one. A grid is at least three lines, all borders or walled, from border to border."""
    grammar = geometry.grammars.page
    read: list[Line] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at, grammar)
        table = _grid(lines[at:end], geometry) if end - at > 2 else None
        read.append(table or lines[at])
        at = end if table else at + 1
    return read


def _end(lines: list[Line], start: int, grammar: PageGrammar) -> int:
    """The line behind the last border of a grid that begins with one; `start` itself where none begins."""
    if not _is_border(lines[start], grammar):
        return start
    end = last = start
    while end < len(lines) and ((is_border := _is_border(lines[end], grammar)) or _is_walled(lines[end], grammar)):
        end += 1
        last = end if is_border else last
    return last


def _is_border(line: Line, grammar: PageGrammar) -> bool:
    return grammar.mark("BORDER").fullmatch(line.text) is not None


def _is_walled(line: Line, grammar: PageGrammar) -> bool:
    bare, is_wall = line.text.strip(), grammar.mark("WALL").match
    return len(bare) > 1 and is_wall(bare) is not None and is_wall(bare[-1]) is not None


def _grid(lines: Sequence[Line], geometry: Geometry) -> Line | None:
    """Return the rows of a drawn table.

    If there are borders between all rows, the lines between two borders are one row. If there are borders only around
    header and body, every line of the body is a row, except lines with an empty first cell, which continue the row
    above.
    """
    grammar = geometry.grammars.page
    borders = [at for at, line in enumerate(lines) if _is_border(line, grammar)]
    spans = [(first + 1, last) for first, last in pairwise(borders) if last > first + 1]
    groups = [[_row(line, grammar) for line in lines[first:last]] for first, last in spans]
    is_ruled = len(groups) > 2 or any(_HEADER in lines[at].text for at in borders)
    if is_ruled:
        rows = [reduce(Drawn.joined, group) for group in groups]
    else:
        rows = going_on(chain([reduce(Drawn.joined, group) for group in groups[:1]], *groups[1:]))
    if not rows:
        return None
    rule = lines[spans[0][1]].start if len(rows) > 1 else None
    return geometry.line("W315", rows, rule, lines[0].start, lines[-1].end)


def _row(line: Line, grammar: PageGrammar) -> Drawn:
    cells = [cell.strip().replace(r"\|", "|") for cell in grammar.mark("WALL").split(line.text.strip()[1:-1])]
    return Drawn(cells, line.start, line.end)
