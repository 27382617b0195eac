"""Cells of an HTML table that span several rows or columns: each is repeated in all of them."""

from __future__ import annotations

from ingest.html.origin_marks import bare
from ingest.html.tree import Element

MOST_REPEATED = 10_000  # characters that one cell may become


class Grid:
    """One table, cell by cell. A cell that begins its row and takes several columns is a title of rows, and stays one.
    A long cell is not repeated: what is left out shows as a row that is too short.
    """

    def __init__(self) -> None:
        self._column = 0
        self._reaching: dict[int, tuple[int, Element]] = {}  # by column: for how many more rows, and the cell
        self._cell = (1, 1)  # its columns, its rows
        self.is_whole = False

    def reached(self) -> list[Element]:
        """The cells that reach into this row from above, at the column that comes next."""
        cells = []
        while self._column in self._reaching:
            rows, cell = self._reaching.pop(self._column)
            if rows > 1:
                self._reaching[self._column] = (rows - 1, cell)
            cells.append(cell)
            self._column += 1
        return cells

    def begin(self, columns: int, rows: int) -> None:
        """A cell begins."""
        self._cell = (columns, rows)
        self.is_whole = self._column == 0

    def end(self, cell: Element) -> list[Element]:
        """The cell is complete: it again, for each further column."""
        columns, rows = self._cell
        if columns == rows == 1:
            self._column += 1
            return []
        if sum(len(bare(text)) for text in cell.texts()) * columns * rows > MOST_REPEATED:
            self._column += 1
            return []
        first = self._column
        self._column += columns
        if self.is_whole and columns > 1:
            return []
        if rows > 1:
            self._reaching |= dict.fromkeys(range(first, first + columns), (rows - 1, cell))
        return [cell] * (columns - 1)

    def next_row(self) -> None:
        """Another row begins."""
        self._column = 0
