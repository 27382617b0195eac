"""The `<title>` of a page: what its file is called, beside what it shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from typing import NamedTuple

from ingest.diagnostics import DiagnosticSpan

# Each alternative runs to its end or to that of the page, so that no text is looked at twice.
_FIRST = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<body>body|svg)\b|<title\b[^<>]*>(?P<title>[^<]*)", re.DOTALL | re.IGNORECASE
)
_LINE_END = re.compile(r"\r\n?|\n")


class DocumentTitle(NamedTuple):
    """The text of a page's `<title>`, and its place in the file."""

    text: str
    at: DiagnosticSpan


def document_title(html: str) -> DocumentTitle | None:
    """The title in a page's head; None if it has none, or an empty one."""
    for found in _FIRST.finditer(html):
        if found["body"]:
            return None
        if found["title"] is not None:
            text = " ".join(unescape(found["title"]).split())
            return DocumentTitle(text, _place(html, *found.span("title"))) if text else None
    return None


def _place(html: str, start: int, end: int) -> DiagnosticSpan:
    while html[start].isspace():
        start += 1
    while html[end - 1].isspace():
        end -= 1
    starts = [0, *(line.end() for line in _LINE_END.finditer(html, 0, end))]
    first, last = bisect_right(starts, start), bisect_right(starts, end - 1)
    return DiagnosticSpan(
        line_start=first, line_end=last, col_start=start - starts[first - 1] + 1, col_end=end - starts[last - 1]
    )
