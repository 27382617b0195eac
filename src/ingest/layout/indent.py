"""A whole page indented: the common margin says nothing."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic
from ingest.layout.line import Line, is_blank


def dedent(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Take off the blanks that every line begins with. Nothing is said of it: no text changes."""
    for line in lines:
        if line.text[:1] not in (" ", "\t", ""):
            return lines
    texts = [line.text.expandtabs(4) for line in lines]
    margins = [len(text) - len(text.lstrip(" ")) for text in texts if not text.isspace() and text]
    margin = min(margins, default=0)
    return [
        line._replace(text="" if is_blank(line) else text[margin:]) for line, text in zip(lines, texts, strict=True)
    ]
