"""An element of a simplified page: what it is written as, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# Where a line begins and ends: what has one of them inside is no piece of a line.
PARAGRAPHS = frozenset({"p", "div"})
LINES = PARAGRAPHS | {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "br"}


@dataclass(slots=True)
class Element:
    """An element of the page. `name` is one of those that are written.

    An item of a numbered list has a `number`, a cell takes `columns`. `parts` are texts and elements in page order, the
    texts with marks of their places (origin_marks.py); `mark` is that of the element's own tag, if it may be a line
    without text. `has_lines` and `has_paragraphs` describe the content.
    """

    name: str
    number: int | None = None
    columns: int = 1
    mark: str = ""
    parts: list[Element | str] = field(default_factory=list)
    has_lines: bool = False
    has_paragraphs: bool = False

    def add(self, inner: Element) -> None:
        """Put an element that is complete behind the last part."""
        self.parts.append(inner)
        self.has_lines = self.has_lines or inner.has_lines or inner.name in LINES
        self.has_paragraphs = self.has_paragraphs or inner.has_paragraphs or inner.name in PARAGRAPHS

    def texts(self) -> Iterator[str]:
        """Yield all texts inside, in order; everything between two elements is one text."""
        for part in joined(self.parts):
            if isinstance(part, str):
                yield part
            else:
                yield from part.texts()


def joined(parts: list[Element | str]) -> list[Element | str]:
    """Parts with texts that follow one another as one."""
    if len(parts) < 2:
        return parts
    whole: list[Element | str] = []
    run: list[str] = []
    for part in parts:
        if isinstance(part, str):
            run.append(part)
            continue
        if run:
            whole.append("".join(run))
            run = []
        whole.append(part)
    if run:
        whole.append("".join(run))
    return whole
