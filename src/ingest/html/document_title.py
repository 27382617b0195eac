"""The `<title>` of a page: the name of its document, which the page itself does not show."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.diagnostics import DiagnosticSpan
from ingest.html.file_lines import FileLines
from ingest.lazy_patterns import rare

# Each alternative runs to its end or to that of the page, so that no text is looked at twice.
_FIRST = rare(r"<!--.*?(?:-->|\Z)|<(?P<body>body|svg)\b|<title\b[^<>]*>(?P<title>[^<]*)", re.DOTALL | re.IGNORECASE)


class DocumentTitle(NamedTuple):
    """The text of a page's `<title>`, and its place in the file."""

    text: str
    at: DiagnosticSpan


def document_title(html: str) -> DocumentTitle | None:
    """The title in a page's head; None if it has none, or an empty one."""
    from html import unescape  # its names of characters take a while to load, and a text has no title

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
    return DiagnosticSpan(**FileLines(html[:end]).place(start, end)._asdict())
