"""A whole page indented: the common margin says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.diagnostics import Diagnostic
from ingest.layout.line import Line, is_blank


def is_indented(texts: Sequence[str]) -> bool:
    """Whether every line begins with a blank."""
    return all(text[:1] in (" ", "\t", "") for text in texts)


def dedent(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Take off the blanks that every line begins with. Nothing is said of it: no text changes."""
    if not is_indented([line.text for line in lines]):
        return lines
    texts = [_expanded(line.text) for line in lines]
    margins = [len(text) - len(text.lstrip(" ")) for text in texts if not text.isspace() and text]
    margin = min(margins, default=0)
    return [
        line._replace(text="" if is_blank(line) else text[margin:]) for line, text in zip(lines, texts, strict=True)
    ]


def _expanded(text: str) -> str:
    """A text whose margin has no tabs; those behind it may stand between cells."""
    bare = text.lstrip(" \t")
    return text[: len(text) - len(bare)].expandtabs(4) + bare
