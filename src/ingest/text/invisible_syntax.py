"""Syntax of Markdown that no reader of the page sees: entities, comments, attributes, a backslash at a line's end."""

from __future__ import annotations

from ingest.grammar import Grammars
from ingest.text import Line
from ingest.text.normalise import is_visible


def without_syntax(lines: list[Line], grammars: Grammars) -> list[Line]:
    """Return the lines with entities resolved, and without comments, attributes and trailing backslashes.

    An entity of a mark (`&#42;`, `&lt;`, `&#124;`) stays: it is resolved later, here it would be read as a mark. A line
    without any visible text also stays: it is furniture.
    """
    page = "\n".join([line.text for line in lines])
    if not _has_syntax(page) and "\\\n" not in page:
        return lines
    return [
        line._replace(text=_without_break(shown(line.text, grammars))) if _has_syntax(line.text) else line
        for line in lines
    ]


def shown(text: str, grammars: Grammars) -> str:
    """What is seen of a text, without its comments and attributes, its entities undone; all of it where nothing is."""
    if not _has_syntax(text):
        return text
    bare = grammars.without_asides(text)
    plain = grammars.without_entities(bare if bare.strip() else text)
    return plain if is_visible(plain) else text


def is_unseen(text: str, grammars: Grammars) -> bool:
    """Whether a text consists of marks, of which a reader of the page sees nothing: `~~struck out~~`, `<br>`."""
    may_be = "<" in text or "~~" in text or "\\" in text or "![" in text  # as every such text has
    return may_be and not grammars.plain(text)


def _has_syntax(text: str) -> bool:
    """Whether a line may hold any of it: for most lines, no is the answer."""
    return "&" in text or "{" in text or "<!--" in text or text.endswith("\\")


def _without_break(text: str) -> str:
    breaks = text.endswith("\\") and not text.endswith("\\\\") and text.strip() != "\\"
    return text[:-1] + "  " if breaks else text
