"""What a line of Markdown holds beside its text: entities, comments, attributes, a backslash that breaks the line."""

from __future__ import annotations

from ingest.grammar import Grammars
from ingest.text import Line
from ingest.text.normalise import is_visible

_SIGNS = ("&", "<!--", "{")


def without_syntax(lines: list[Line], grammars: Grammars) -> list[Line]:
    """The same lines with entities as what they stand for, without comments, attributes, and backslashes at their ends.

    An entity that stands for a mark (`&#42;`, `&lt;`, `&#124;`) stays: it is undone later, here it would be read as a
    mark. So does a line of which nothing would be seen: it is furniture.
    """
    if not any(line.text.endswith("\\") or any(sign in line.text for sign in _SIGNS) for line in lines):
        return lines
    return [line._replace(text=_without_break(_shown(line.text, grammars))) for line in lines]


def _shown(text: str, grammars: Grammars) -> str:
    shown = grammars.without_asides(text)
    plain = grammars.without_entities(shown if shown.strip() else text)
    return plain if is_visible(plain) else text


def _without_break(text: str) -> str:
    breaks = text.endswith("\\") and not text.endswith("\\\\") and text.strip() != "\\"
    return text[:-1] + "  " if breaks else text
