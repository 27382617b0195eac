"""As html2text writes pages: `  * ` bullets, descriptions indented under their names, tables without outer pipes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rendering.dialect import Item, Pair
from rendering.escape import escape, escape_cell
from rendering.markdown import Markdown


class Html2Text(Markdown):
    """Headings as in Markdown."""

    def bullets(self, items: Iterable[Item]) -> list[str]:
        """`  * ` bullets."""
        return [f"{'  ' * (depth + 1)}* {escape(text)}" for depth, text in items]

    def pairs(self, pairs: Sequence[Pair]) -> list[str]:
        """A name, its description four blanks further in."""
        if not any(text for _, text in pairs):
            return self.bullets((0, name) for name, _ in pairs)
        lines: list[str] = []
        for name, text in pairs:
            lines.append(escape(name))
            lines += [f"    {escape(part)}" for part in (text or "").split("\n") if part]
        return lines

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
        """Pipes stand between the cells only."""
        return [_row(header), "|".join(["---"] * len(header)), *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    texts = map(escape_cell, cells)
    return "| ".join(f"{text} " if text.endswith("\\") else text for text in texts).rstrip()
