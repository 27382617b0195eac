"""Lines filled to a width: joined where the next line's first word would not have fitted any more."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic, diagnose
from ingest.layout.line import Line, begins_block, is_blank

WIDEST_FILL = 120  # no tool fills to more; a page with longer lines is not filled
NARROWEST_FILL = 40
LEAST_WRAPS = 3
_LEVEL_AT_MOST = 6  # a first word no longer than this, before a pipe, may be a level: it opens a row


def join_wraps(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """Undo filling. Evidence is asked of the whole page: no line exceeds the fill width, at least three lines end
    exactly where the next word did not fit, and most of the lines below them begin in lower case or go on a row."""
    widest = max((len(line.text.rstrip()) for line in lines if " " in line.text.strip()), default=0)
    if not NARROWEST_FILL <= widest <= WIDEST_FILL:
        return lines
    full = [i for i in range(len(lines) - 1) if _is_full(lines[i], lines[i + 1], widest)]
    going_on = sum(_goes_on(lines[i + 1].text) for i in full)
    if len(full) < LEAST_WRAPS or going_on * 2 < len(full):
        return lines
    wrapped = set(full)
    joined: list[Line] = []
    count = 0
    for i, line in enumerate(lines):
        if i - 1 in wrapped:
            last = joined[-1]
            joined[-1] = Line(f"{last.text.rstrip()} {line.text.lstrip()}", last.start, line.end)
            count += 1
        else:
            joined.append(line)
    detail = f"{count} line{'' if count == 1 else 's'} at a width of {widest} columns"
    diagnostics.append(diagnose("W307", lines[full[0]].start, lines[full[-1] + 1].end, detail))
    return joined


def _is_full(line: Line, following: Line, widest: int) -> bool:
    if is_blank(line) or is_blank(following) or line.text.endswith("  ") or begins_block(following.text):
        return False
    if set(line.text.strip()) <= set("-=|: "):
        return False
    text = line.text.rstrip()
    first = following.text.split(None, 1)[0]
    return len(text) + 1 + len(first) > widest


def _goes_on(text: str) -> bool:
    text = text.lstrip()
    return not text[:1].isupper() or "|" in text
