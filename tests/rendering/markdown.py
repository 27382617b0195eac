"""Markdown as people write it: `#` headings, definition lists, blank lines."""

from __future__ import annotations

from collections.abc import Sequence

from rendering.dialect import Pair
from rendering.escape import escape
from rendering.plain import Plain

_DEEPEST = 6


class Markdown(Plain):
    """Headings state their depth, definitions their terms."""

    between: tuple[str, ...] = ("",)
    has_depths = True

    def title(self, text: str) -> list[str]:
        """The page's first heading."""
        return self.heading(text, 1)

    def heading(self, text: str, depth: int | None = 2) -> list[str]:
        """`## Skills`; bold where no depth is known."""
        return [f"{'#' * min(depth, _DEEPEST)} {escape(text)}" if depth else f"**{text}**"]

    def pairs(self, pairs: Sequence[Pair]) -> list[str]:
        """`Term` over `:   text`; terms alone are bullets."""
        if not any(text for _, text in pairs):
            return self.bullets((0, name) for name, _ in pairs)
        lines: list[str] = []
        for name, text in pairs:
            lines += ["", escape(name)]
            lines += [f":   {escape(part)}" for part in (text or "").split("\n") if part]
        return lines[1:]
