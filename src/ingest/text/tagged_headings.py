"""Headings that a page of Markdown writes as tags, `<h2 align="center">Baker</h2>`: they become headings with marks,
however deep other tags around them indent them."""

from __future__ import annotations

import re

from ingest.diagnostics import Diagnostic
from ingest.lazy_patterns import rare
from ingest.text.line import Line

_TAGGED = re.compile(r"\n[ \t]*<h[1-6][\s>]", re.IGNORECASE)
_WHOLE = rare(r"[ \t]*<h([1-6])(?:\s[^<>]*)?>(.*\S.*)</h\1>[ \t]*$", re.IGNORECASE)

_DEEPEST = 3  # columns of an indent that means nothing


def has_tagged_headings(page: str) -> bool:
    """Whether a line begins with the tag of a heading."""
    return _TAGGED.search(page) is not None


def mark_tagged(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Replace the tags of a heading by marks, if they enclose a whole line. No diagnostic: Markdown allows both. Deep
    indents make code or go on with a bullet, but below another tag."""
    marked: list[Line] = []
    is_below_tag = False
    for line in lines:
        bare = line.text.lstrip()
        is_deep = len(line.text) - len(bare) > _DEEPEST
        marked.append(line if is_deep and not is_below_tag else _marked(line))
        is_below_tag = bare.startswith("<") if bare else is_below_tag
    return marked


def _marked(line: Line) -> Line:
    tagged = _WHOLE.match(line.text)
    return line._replace(text=f"{'#' * int(tagged[1])} {tagged[2].strip()}") if tagged else line
