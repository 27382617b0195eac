"""A whole page indented: the common margin says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.diagnostics import Diagnostic
from ingest.text.line import Line, is_blank

_NO_MARGIN = re.compile(r"\n[^ \t\n]")  # a line that begins without a blank,
_UNQUOTED = re.compile(r"\n[^>\n]")  # one without the mark of a quotation


def is_indented(page: str) -> bool:
    """Whether every line begins with a blank, or every line with the mark of a quotation."""
    return not _NO_MARGIN.search(page) or not _UNQUOTED.search(page)


def dedent(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Take off the blanks that every line begins with. Nothing is said of it: no text changes."""
    texts = [line.text for line in lines]
    if _is_quoted(texts):
        return [line._replace(text=line.text[1:].removeprefix(" ")) for line in lines]
    if not all(text[:1] in (" ", "\t", "") for text in texts):
        return lines
    texts = [_expanded(line.text) for line in lines]
    margins = [len(text) - len(text.lstrip(" ")) for text in texts if not text.isspace() and text]
    margin = min(margins, default=0)
    return [
        line._replace(text="" if is_blank(line) else text[margin:]) for line, text in zip(lines, texts, strict=True)
    ]


def _is_quoted(texts: Sequence[str]) -> bool:
    """Whether a whole page is quoted, as mail and Markdown do: `> Claims — P2`."""
    return len(texts) > 1 and all(text[:1] in (">", "") for text in texts) and any(texts)


def _expanded(text: str) -> str:
    """A text whose margin has no tabs; those behind it may stand between cells."""
    bare = text.lstrip(" \t")
    return text[: len(text) - len(bare)].expandtabs(4) + bare
