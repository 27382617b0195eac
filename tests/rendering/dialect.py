"""How a dialect writes a heading, a list, names with descriptions, a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

Pair = tuple[str, str | None]
Item = tuple[int, str]  # depth, text


class Dialect(Protocol):
    """Each method gives the lines of one block. Texts come as the record has them; a method escapes what it must."""

    between: tuple[str, ...]
    """The lines that stand between two blocks."""

    has_depths: bool
    """Whether its headings say how deep they are, so that a sub-heading is told from a section's."""

    def title(self, text: str) -> list[str]:
        """The title line."""

    def heading(self, text: str, depth: int | None = 2) -> list[str]:
        """A heading; `depth` 2 is a section of the page, None: it is not known."""

    def paragraph(self, text: str) -> list[str]:
        """A paragraph."""

    def bullets(self, items: Iterable[Item]) -> list[str]:
        """A list, nested where depths say so."""

    def pairs(self, pairs: Sequence[Pair]) -> list[str]:
        """Names with descriptions; None where there is none."""

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
        """A table with a header."""
