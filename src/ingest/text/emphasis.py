"""Emphasis that a line break cut in two: `**Decision` over `rights:** Owns it`."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic, diagnose
from ingest.text.line import Line, begins_block, is_blank


def has_emphasis(page: str) -> bool:
    """Whether there is any."""
    return "**" in page


def join_emphasis(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Join a line that opens `**` and does not close it to the one below, if that one closes it."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and _is_open(above) and _is_open(line) and not begins_block(line.text):
            joined[-1] = Line(f"{above.text.rstrip()} {line.text.lstrip()}", above.start, line.end)
            diagnostics.append(diagnose("W307", above.start, line.end, "emphasis goes on below"))
        else:
            joined.append(line)
    return joined


def _is_open(line: Line) -> bool:
    return not is_blank(line) and line.text.count("**") % 2 == 1
