"""Lines without marks, as a text extractor leaves them: bare headings, names and descriptions as bullets in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rendering.dialect import Item, Pair
from rendering.escape import escape, escape_cell


class Plain:
    """No blank lines. A name without description is followed by the next name."""

    between: tuple[str, ...] = ()
    has_depths = False

    def title(self, text: str) -> list[str]:
        """The title line."""
        return self.paragraph(text)

    def heading(self, text: str, depth: int | None = 2) -> list[str]:
        """A bare heading: no depth is said."""
        return self.paragraph(text)

    def paragraph(self, text: str) -> list[str]:
        """One line."""
        return [escape(text)]

    def bullets(self, items: Iterable[Item]) -> list[str]:
        """`- ` bullets."""
        return [f"{'  ' * depth}- {escape(text)}" for depth, text in items]

    def pairs(self, pairs: Sequence[Pair]) -> list[str]:
        """Bullets in turn."""
        return self.bullets((0, text) for pair in pairs for text in pair if text is not None)

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
        """A table with outer pipes."""
        return [_row(header), "|" + "---|" * len(header), *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(escape_cell, cells))} |"
