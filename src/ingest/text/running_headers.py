"""Running headers and footers of a printed page: its title and address, the date, the number of the sheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.grammar_terminals import own_terminal
from ingest.lazy_patterns import rare
from ingest.punctuation import COLONS
from ingest.text.line import begins_block
from ingest.text.normalise import CENTURIES, is_year
from ingest.text.sentences import has_ended

PRINTED_AT = own_terminal("page", "PRINTED_AT")
"""When a browser printed a page, as it says at the page's edge."""
PRINTED_PAGE = own_terminal("page", "PRINTED_PAGE")
"""Which of its sheets this is."""
ADDRESS = own_terminal("page", "ADDRESS")
"""Where the page was found."""
_HAS_ADDRESS = "://"
_AT_AN_EDGE = rare(rf"^{PRINTED_AT}| {PRINTED_AT}$|{ADDRESS} +{PRINTED_PAGE}$", re.MULTILINE)
_SHEET = rare(rf"{PRINTED_PAGE} +{PRINTED_AT}|{ADDRESS} +{PRINTED_PAGE}")  # a whole line at a sheet's edge
_NUMBER = rare(PRINTED_PAGE)
_DATE = rare(PRINTED_AT)
_ADDRESS = rare(rf"(.*?){ADDRESS}")
_HALVES = ((_NUMBER, _DATE), (_DATE, _NUMBER), (_ADDRESS, _NUMBER))  # of such a line, one over the other
LEAST_SHEETS = 3  # that have the same running line,
LEAST_WORDS = 4  # and words of it
FIRST = 2  # lines of a page, in which its title and its address are without a number of a sheet


def printed_lines(page: Sequence[str]) -> frozenset[int]:
    """The lines (from 1) at the edges of sheets: what a browser added when it printed a page, where the number of a
    sheet is beside a date or an address, and the running lines of a document.

    A title over an address is one of them where it is repeated, or is the first line; so is what each sheet repeats
    beside them, as a site's bar of buttons.
    """
    text = "\n".join(page)
    has_address = _HAS_ADDRESS in text
    if not has_address and not any(map(text.__contains__, CENTURIES)):
        return frozenset()
    numbers = [number for number, line in enumerate(page, 1) if line.strip()]
    lines = [page[number - 1].strip() for number in numbers]
    edges = _edges(lines) if has_address and _AT_AN_EDGE.search("\n".join(lines)) else set()
    if edges:
        edges |= _dates(lines, edges)
        edges |= _addresses(lines, edges)
        edges |= _repeated(lines, edges)
    edges |= _running(lines)
    return frozenset([numbers[at] for at in edges])


def _edges(lines: Sequence[str]) -> set[int]:
    """Where the number of a sheet is, with the date or the address beside it: on one line, or one over the other."""
    edges = {at for at, line in enumerate(lines) if _SHEET.fullmatch(line)}
    for at, (above, below) in enumerate(pairwise(lines)):
        if any(first.fullmatch(above) and second.fullmatch(below) for first, second in _HALVES):
            edges |= {at, at + 1}
    return edges


def _dates(lines: Sequence[str], edges: set[int]) -> set[int]:
    """Where the date is before the page's title: on the first line, beside an edge, or on every sheet."""
    found = [at for at, line in enumerate(lines) if _DATE.match(line)]
    said = [lines[at] for at in found]
    return {at for at in found if at == 0 or {at - 1, at + 1} & edges or said.count(lines[at]) > 1}


def _addresses(lines: Sequence[str], edges: set[int]) -> set[int]:
    """Where the page's address is at the edge of a sheet, behind its title or below it."""
    found = {at: match[1].strip() for at, line in enumerate(lines) if (match := _ADDRESS.fullmatch(line))}
    said = {lines[at] for at in found if at < FIRST or {at - 1, at + 1} & edges}
    addresses = {at for at in found if lines[at] in said}
    above = [at - 1 for at in addresses if at and not found[at] and at - 1 not in edges]
    titles = [lines[at] for at in above]
    return addresses | {at for at in above if at == 0 or titles.count(lines[at]) > 1}


def _repeated(lines: Sequence[str], edges: set[int]) -> set[int]:
    """The lines beside the edges that are on several sheets, and nowhere else."""
    inside: set[int] = set()
    beside = {at for edge in edges for at in (edge - 1, edge + 1) if 0 <= at < len(lines)} - edges
    while beside:
        texts = [lines[at] for at in sorted(beside)]
        again = {at for at in beside if 1 < texts.count(lines[at]) == lines.count(lines[at])}
        inside |= again
        beside = {at for line in again for at in (line - 1, line + 1) if 0 <= at < len(lines)} - edges - inside
    return inside


def _running(lines: Sequence[str]) -> set[int]:
    """The lines that are on several sheets with the year of the document, and state no pair."""
    again = {line for line, times in Counter(lines).items() if times >= LEAST_SHEETS and _has_year(line)}
    return {at for at, line in enumerate(lines) if line in again} if again else set()


def _has_year(line: str) -> bool:
    if not any(map(line.__contains__, CENTURIES)) or begins_block(line) or any(map(line.__contains__, COLONS)):
        return False
    words = line.split()
    return any(map(is_year, words)) and len(words) >= LEAST_WORDS and not has_ended(line)
