"""Tables drawn with borders: `+---+---+`, box-drawing characters, `---+---` under a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.diagnostics import Diagnostic, diagnose
from ingest.rare import rare
from ingest.text.line import Line
from ingest.text.row import RULE, pipe_row, separator
from ingest.text.wide import join

_BORDER = rare(r"\s*[+├┌└╞╘╒╔╠╚┏┡┗][-=:+─═━┬┼┴┯┷┿╪╤╧╦╬╩┳╇┻]{2,}[+┤┐┘╡╛╕╗╣╝┓┩┛]\s*$")
_INNER = rare(r"\s*[-─]{2,}(?:[+┼][-─]{2,})+\s*$")  # what psql draws under a header
_SOLID = rare(r"[=═╞╪]")
_WALL = rare(r"(?<!\\)[|│║┃]")
_MAY_BE_BORDER = re.compile(r"\n[ \t]*(?:[+├┌└╞╘╒╔╠╚┏┡┗][-=:+─═━┬┼┴┯┷┿╪╤╧╦╬╩┳╇┻]|[-─]{2,}[+┼])")


def has_borders(page: str) -> bool:
    """Whether a line begins as a border does."""
    return _MAY_BE_BORDER.search(page) is not None


def cut_grids(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """A drawn table becomes rows. Where borders stand between all rows, the lines between two are one row."""
    cut: list[Line] = []
    i = 0
    while i < len(lines):
        end = _end(lines, i)
        if end - i > 2 and _BORDER.match(lines[i].text):
            cut += _grid(lines[i:end], diagnostics)
            i = end
            continue
        line = lines[i]
        if _INNER.match(line.text) and 0 < i < len(lines) - 1 and _WALL.search(lines[i - 1].text):
            line = separator(len(re.split(r"[+┼]", line.text)), line.start, line.end)
        cut.append(line)
        i += 1
    return cut


def _end(lines: list[Line], start: int) -> int:
    """The line behind a table that begins with a border: all its lines are borders or have walls."""
    end = start
    while end < len(lines) and (_BORDER.match(lines[end].text) or _is_walled(lines[end].text)):
        end += 1
    while end > start and not _BORDER.match(lines[end - 1].text):
        end -= 1
    return end


def _is_walled(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bool(_WALL.match(bare)) and bool(_WALL.match(bare[-1]))


def _grid(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    borders = [at for at, line in enumerate(lines) if _BORDER.match(line.text)]
    groups = [lines[first + 1 : last] for first, last in pairwise(borders)]
    groups = [group for group in groups if group]
    # With borders only around header and body, every line of the body is a row of its own.
    is_ruled = len(groups) > 2 or any(_SOLID.search(lines[at].text) for at in borders)
    rows: list[Line] = []
    for n, group in enumerate(groups):
        for part in [group] if is_ruled or n == 0 else [[line] for line in group]:
            cells = _cells([line.text for line in part])
            if rows and not is_ruled and not cells[0]:
                rows[-1] = _joined_row(rows[-1], cells, part[-1].end)
            else:
                rows.append(pipe_row(cells, part[0].start, part[-1].end))
    width = len(_cells([groups[0][0].text])) if groups else 0
    diagnostics.append(diagnose("W315", lines[0].start, lines[-1].end, f"{len(rows)} rows of {width} columns"))
    top, below = lines[0], lines[borders[1]]
    head = [Line(RULE, top.start, top.end), rows[0]] if rows else [Line(RULE, top.start, top.end)]
    body = [separator(width, below.start, below.end), *rows[1:]] if len(rows) > 1 else []
    return [*head, *body, Line(RULE, lines[-1].start, lines[-1].end)]


def _cells(texts: Sequence[str]) -> list[str]:
    """The cells of one row, from all of its lines."""
    cells: list[str] = []
    for text in texts:
        pieces = [piece.strip().replace(r"\|", "|") for piece in _WALL.split(text.strip()[1:-1])]
        cells += [""] * (len(pieces) - len(cells))
        cells = [join(cell, piece) for cell, piece in zip(cells, [*pieces, *[""] * len(cells)], strict=False)]
    return cells


def _joined_row(above: Line, cells: Sequence[str], end: int) -> Line:
    known = _cells([above.text])
    pieces = [*cells, *[""] * len(known)]
    return pipe_row([join(cell, piece) for cell, piece in zip(known, pieces, strict=False)], above.start, end)
