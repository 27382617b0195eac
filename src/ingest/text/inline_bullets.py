"""Bullets that a tool wrote into one line, without the line breaks: `Duties: • Bakes • Cleans`."""

from __future__ import annotations

import re

from ingest.bullet_marks import DOT
from ingest.diagnostics import Diagnostic, diagnose
from ingest.lazy_patterns import rare
from ingest.punctuation import COLONS
from ingest.text.line import MARK, Line

_BETWEEN = rare(rf"(?<=\S)[ \t]+({DOT}|[*·])[ \t]+(?=\S)")
_INSIDE = re.compile(rf"(?:{DOT}|[*·])(?<=[^\n][ \t].)[ \t]+(?=\S)")  # found sooner: it begins with the mark
DIVIDING = "·"  # names as well: `Python · SQL`
LEAST_MARKS = 3  # of one sort in a line, and behind a colon
LEAST_ANNOUNCED = 2
LEAST_WORDS = 3  # of an item on average: marks between single words separate, `Remote • Full time • Leeds`


def has_inline_marks(page: str) -> bool:
    """Return whether two marks are between words."""
    return all(len(marks.findall(page)) >= LEAST_ANNOUNCED for marks in (_INSIDE, _BETWEEN))


def cut_at_marks(lines: list[Line], diagnostics: list[Diagnostic]) -> list[Line]:
    """The lines, each cut at the marks between its words where these are those of a list: the text before the first of
    them, and a bullet for each text behind one."""
    found: list[Line] = []
    places: list[tuple[int, int]] = []
    for line in lines:
        pieces = _pieces(line)
        found += [line._replace(text=text) for text in pieces] if pieces else [line]
        places += [(line.start, line.end)] if pieces else []
    if places:
        (first, last), *others = dict.fromkeys(places)
        diagnostics.append(diagnose("W444", first, last, also=others))
    return found


def _pieces(line: Line) -> list[str]:
    """The texts of the lines that a line should have been; none where it is one."""
    marks = _BETWEEN.findall(line.text) if line.table is None and not line.text.startswith(("#", "|")) else []
    if len(marks) < LEAST_ANNOUNCED or len(set(marks)) > 1:
        return []
    mark = marks[0]
    lead, *items = _BETWEEN.split(line.text)[::2]
    begins = MARK.match(lead)
    is_announced = lead.endswith(COLONS)
    if not is_announced and (mark == DIVIDING or len(marks) < LEAST_MARKS - (begins is not None)):
        return []
    if sum(len(item.split()) for item in items) < LEAST_WORDS * len(items):
        return []
    indent = lead[: len(lead) - len(lead.lstrip())]
    return [lead.rstrip(), *(f"{indent}{mark} {item.strip()}" for item in items)]
