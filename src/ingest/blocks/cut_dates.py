"""Dates that a narrow column of a form cut in two: `Closing date: 12` over `March 2024`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import Grammars
from ingest.punctuation import COLONS
from ingest.text import Line
from ingest.text.normalise import is_year

DATES = frozenset(("closes", "opens", "posted", "start", "interview"))  # keys whose values are dates
DATE_WIDTH = 24  # characters of the piece of a date,
REST_WORDS = 4  # and words of its rest


def join_dates(lines: Sequence[Line], grammars: Grammars) -> list[Line]:
    """The lines with each date in one: the value of a key that has no year, and the line right below it, which is the
    rest of a date and ends with one."""
    joined: list[Line] = []
    for line in lines:
        above = joined[-1] if joined else None
        ends_in_digits = line.text[-1:].isdecimal()  # a question that few lines pass
        if ends_in_digits and above and _is_rest(line, above) and _lacks_year(above.text, grammars):
            joined[-1] = above._replace(text=f"{above.text.rstrip()} {line.text.strip()}", end=line.end)
        else:
            joined.append(line)
    return joined


def _is_rest(line: Line, above: Line) -> bool:
    words = line.text.split()
    is_below = line.start == above.end + 1 and line.table is None and 0 < len(words) <= REST_WORDS
    return is_below and is_year(words[-1]) and not any(colon in line.text for colon in COLONS)


def _lacks_year(text: str, grammars: Grammars) -> bool:
    """Whether a line is a key of dates with the first piece of a date."""
    colon = next((colon for colon in COLONS if colon in text), None)
    if colon is None:
        return False
    key, _, value = text.partition(colon)
    is_piece = 0 < len(value.strip()) <= DATE_WIDTH and not any(map(is_year, value.split()))
    return is_piece and grammars.words.fact_key(key.strip("*_ -•")) in DATES
