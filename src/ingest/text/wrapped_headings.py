"""Headings that a tool wrapped like text: `# A long title of many words and` over `of more`."""

from __future__ import annotations

import re

from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.text.line import Line, begins_block, is_blank

_WRAPPED = re.compile(r"\n#{1,6}[ \t][^\n]{54,}\n[^\s#>|]")
_MARKED = rare(r"#{1,6}[ \t]")
_NARROWEST, _WIDEST = 70, 82  # what tools fill to, when nobody tells them otherwise


def has_wrapped_headings(page: str) -> bool:
    """Return whether a long heading is directly above a line of text."""
    return _WRAPPED.search(page) is not None


def join_headings(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Join a heading to the line right below it, where the next word would not have fitted and a blank line follows."""
    joined: list[Line] = []
    for at, line in enumerate(lines):
        above = joined[-1] if joined else None
        ends = at + 1 == len(lines) or is_blank(lines[at + 1])
        if above is not None and ends and _is_filled(above.text, line.text):
            joined[-1] = Line(f"{above.text.rstrip()} {line.text.strip()}", above.start, line.end)
            diagnostics.append(diagnose("W307", above.start, line.end, "the heading goes on below"))
        else:
            joined.append(line)
    return joined


def _is_filled(heading: str, below: str) -> bool:
    if not _MARKED.match(heading) or not below.strip() or begins_block(below) or heading.rstrip().endswith("#"):
        return False
    width = len(heading.rstrip())
    return width <= _WIDEST and width + 1 + len(below.split(None, 1)[0]) >= _NARROWEST and width >= _NARROWEST - 12
