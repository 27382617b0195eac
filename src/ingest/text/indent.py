"""A whole page indented, or all of it but what a site has above and below: the common margin says nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.diagnostics import Diagnostic
from ingest.text.line import Line, is_blank

_NO_MARGIN = re.compile(r"\n[^ \t\n]")  # a line that begins without a blank,
_UNQUOTED = re.compile(r"\n[^>\n]")  # one without the mark of a quotation
LEAST_MARGIN = 2  # columns
MOST_OUTSIDE = 3  # one of so many lines may stand outside of the margin, above and below the others
LEAST_OVER = 2  # lines at the margin that have deeper ones below them, so that it is no list of a text outside


def is_indented(page: str) -> bool:
    """Whether every line begins with a blank, or every line with the mark of a quotation; or many lines are indented,
    of which blank lines part some."""
    if not _NO_MARGIN.search(page) or not _UNQUOTED.search(page):
        return True
    return page.count("\n  ") * MOST_OUTSIDE >= page.count("\n")


def dedent(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Take off the blanks that every line begins with, but for some above and below all others. Nothing is said of it:
    no text changes."""
    texts = [line.text for line in lines]
    if _is_quoted(texts):
        return [line._replace(text=line.text[1:].removeprefix(" ")) for line in lines]
    if not all(text[:1] in (" ", "\t", "") for text in texts):
        first, behind = _inside(texts)
        return [*lines[:first], *_without_margin(lines[first:behind]), *lines[behind:]]
    return _without_margin(lines)


def _inside(texts: Sequence[str]) -> tuple[int, int]:
    """The first line of a page that is indented and the one behind the last, if nearly all of the page is; else none.
    All lines between are indented, and blank lines part them from those outside."""
    filled = [at for at, text in enumerate(texts) if text.strip()]
    indented = [at for at in filled if texts[at].startswith(" " * LEAST_MARGIN)]
    if not indented or (len(filled) - len(indented)) * MOST_OUTSIDE > len(filled):
        return 0, 0
    inside = texts[indented[0] : indented[-1] + 1]
    outside = (texts[indented[0] - 1 : indented[0]], texts[indented[-1] + 1 : indented[-1] + 2])
    if any(text.strip() for beside in outside for text in beside):
        return 0, 0
    margins = [len(text) - len(text.lstrip(" ")) for text in inside if text.strip()]
    margin = min(margins)
    over = sum(above == margin < below for above, below in pairwise(margins))
    return (indented[0], indented[-1] + 1) if margin >= LEAST_MARGIN and over >= LEAST_OVER else (0, 0)


def _without_margin(lines: list[Line]) -> list[Line]:
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
    """Return a text without tabs in its margin; tabs behind it may separate cells."""
    bare = text.lstrip(" \t")
    return text[: len(text) - len(bare)].expandtabs(4) + bare
