"""Rows whose cells are centred: which lines belong to a row follows from where the rows' names and texts are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import partial

Fits = Callable[[int, int], bool]


def centred_rows(cells: Sequence[Sequence[str]], end: int | None) -> list[int | None] | None:
    """Return the row of each line below a header, given its cells; None for a line without text, or one that may belong
    to either of two rows.

    Returns None as a whole if no rows fit. The last row may continue behind the lines, up to the line `end`, or as far
    as needed if that is None. In a row of h lines, a cell of n lines has (h - n) // 2 empty lines above it, and there
    are no gaps between rows. The place of a row's name thus leaves two possible ends for each possible first line, and
    few chains of rows that begin at the first line match all names. Texts may have empty lines around them, so chains
    that also centre all texts are preferred but not required.
    """
    columns = [[at for at, line in enumerate(cells) if line[column]] for column in range(len(cells[0]))]
    names = _names([line[0] for line in cells])
    texts = sorted({at for column in columns for at in column})
    if not names:
        return None
    last = 2 * len(cells) + 2 if end is None else end
    borders = _borders(names, texts[-1], last, partial(_all_centred, columns[1:]))
    borders = borders or _borders(names, texts[-1], last, partial(_all_centred, ()))
    return _rows(borders, len(cells), frozenset(texts)) if borders else None


def _names(texts: Sequence[str]) -> list[tuple[int, int]]:
    """The first line of each name with its number of lines: one goes on below in small letters."""
    names: list[tuple[int, int]] = []
    for at, text in enumerate(texts):
        if names and sum(names[-1]) == at and text[:1].islower():
            names[-1] = (names[-1][0], names[-1][1] + 1)
        elif text:
            names.append((at, 1))
    return names


def _borders(names: Sequence[tuple[int, int]], last_text: int, last: int, fits: Fits) -> list[set[int]] | None:
    """The lines at which each row may end, the first set being where the table begins; None if no rows fit."""
    borders = [{0}]
    steps: list[list[tuple[int, int]]] = []  # for each row where it may begin, with the line below it
    for at, (name, height) in enumerate(names):
        is_last = at + 1 == len(names)
        least, most = (last_text + 1, last) if is_last else (name + height, names[at + 1][0])
        ends = [(start, 2 * name - start + height + more) for start in borders[-1] if start <= name for more in (0, 1)]
        steps.append([(start, below) for start, below in ends if least <= below <= most and fits(start, below)])
        borders.append({below for _, below in steps[-1]})
    for at in range(len(names), 0, -1):  # keep the borders from which a chain goes on to the end
        borders[at - 1] = {start for start, below in steps[at - 1] if below in borders[at]}
    return borders if borders[0] else None


def _all_centred(columns: Sequence[Sequence[int]], start: int, below: int) -> bool:
    """Whether the text of each column is in the middle of a row."""
    for column in columns:
        first, behind = bisect_left(column, start), bisect_left(column, below)
        if first < behind:
            height = column[behind - 1] - column[first] + 1
            if column[first] - start != (below - start - height) // 2:
                return False
    return True


def _rows(borders: Sequence[set[int]], count: int, texts: frozenset[int]) -> list[int | None]:
    """The row of each of the lines; None without a text, and where the possible ends of a row leave it in doubt."""
    rows: list[int | None] = []
    row = 0
    for line in range(count):
        while row + 2 < len(borders) and line >= max(borders[row + 1]):
            row += 1
        is_clear = line in texts and (row + 2 == len(borders) or line < min(borders[row + 1]))
        rows.append(row if is_clear else None)
    return rows
