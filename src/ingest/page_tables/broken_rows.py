"""Rows that a tool broke apart: pieces are joined up to the table's width, until the next level's code."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.page_tables.geometry import Drawn, Geometry
from ingest.punctuation import CLAUSE_ENDS

MOST_PIECES = 16  # lines that one row may be broken over


def join_broken(pieces: Sequence[Drawn], width: int, geometry: Geometry, rule: int | None = None) -> list[Drawn]:
    """Return rows, each from one line or from the pieces of one, and report every joint. Nothing crosses the
    `rule` under the header, a line number.
    """
    rows: list[Drawn] = []
    at = 0
    header = sum(piece.end < rule for piece in pieces) if rule is not None else 0
    while at < len(pieces):
        row, end = pieces[at], at
        last = header if at < header else len(pieces)
        while len(row.cells) < width and end + 1 < last and end - at < MOST_PIECES:
            below = pieces[end + 1]
            whole = _joined(row, below)
            if geometry.is_level(below.cells[0]) or len(whole.cells) > width or len(below.cells) >= width:
                break
            row = whole
            end += 1
        while end + 1 < last and end - at < MOST_PIECES and _goes_on_in(row, pieces[end + 1], width):
            row = _merged(row, pieces[end + 1])
            end += 1
        if end > at:
            geometry.say("W303", row.start, row.end, f"{end - at + 1} pieces, {len(row.cells)} cells")
        rows.append(row)
        at = end + 1
    return rows


def _joined(row: Drawn, below: Drawn) -> Drawn:
    """Two pieces of a row. Where neither has a wall at the break, it cut a cell in two."""
    if not (row.ends or below.begins):
        return _merged(row, below)
    return Drawn([*row.cells, *below.cells], row.start, below.end, row.begins, below.ends)


def _merged(row: Drawn, below: Drawn) -> Drawn:
    cell = f"{row.cells[-1]} {below.cells[0]}".strip()
    return Drawn([*row.cells[:-1], cell, *below.cells[1:]], row.start, below.end, row.begins, below.ends)


def _goes_on_in(row: Drawn, below: Drawn, width: int) -> bool:
    """Whether a line begins with the rest of a row's last cell: in lower case, below a text that has not ended."""
    cells, rest = row.cells, below.cells
    if len(cells) + len(rest) - 1 > width or not cells[-1] or cells[-1].endswith(CLAUSE_ENDS):
        return False
    return len(cells) > 1 and rest[0][:1].islower()
