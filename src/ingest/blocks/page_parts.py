"""Parts of a page: everything from one known heading to the next, read separately and remembered.

A page is cut only above lines that are headings in any context, so that a part's blocks follow from its text alone,
wherever it is on its page. Pages of a catalogue repeat each other: parts are remembered, up to a number of characters.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Lock
from typing import NamedTuple

from ingest.blocks.model import Part
from ingest.blocks.page_conventions import Habits
from ingest.grammar import Grammars
from ingest.grammar_terminals import TRACK
from ingest.punctuation import LONG_DASHES

# What looks beyond its own part.
_WHOLE = re.compile(r"[ ]{0,3}(?:#{1,6}[ \t]|```|~~~|(?:={2,}|-{2,}|~{4,}|\^{4,})[ \t]*$)")
# A line that says more of the one above it.
_GOES_ON = re.compile(rf"[\s:/&,){LONG_DASHES}]|[*_`]*[^\W\d_A-Z]|(?:={{2,}}|-{{2,}}|~{{4,}}|\^{{4,}})[ \t]*$")
_CONTINUES = re.compile(rf"{TRACK}\d")
WIDEST = 160  # characters of a heading


class Place(NamedTuple):
    """Everything that a part's blocks depend on, except the number of its first line."""

    grammars: str
    text: str
    lines: int  # no line at all and an empty one are the same text
    is_first: bool
    is_last: bool
    dimensions: frozenset[int]  # lines that the page makes headings, from 0 at the part's first
    habits: Habits  # of the page, seen from the part


class Memory:
    """Parts that were read before, for all threads. `limit` counts characters; the oldest part goes first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._held = 0
        self._parts: OrderedDict[Place, Part] = OrderedDict()  # of a dict the first key is found behind all gone ones
        self._lock = Lock()

    def part(self, place: Place, first: int, read: Callable[[], Part]) -> Part:
        """The part of this text whose first line is `first`, read if it is not known from anywhere."""
        part = self._parts.get(place)
        if part is None:
            part = read()
            self._keep(place, part)
        return part.at(first)

    def _keep(self, place: Place, part: Part) -> None:
        with self._lock:
            if place in self._parts or len(place.text) > self.limit:
                return
            self._parts[place] = part
            self._held += len(place.text)
            while self._held > self.limit:
                oldest, _ = self._parts.popitem(last=False)
                self._held -= len(oldest.text)


def cut(page: Sequence[str], questions: int | None, grammars: Grammars) -> list[tuple[int, int]]:
    """Return the first line and the line behind the last one, counted from 0, of each part.

    If marks show which lines are headings, or fences may surround them, the page is one part. No part begins below the
    line of `questions`, counted from 1.
    """
    starts = [0]
    asked = len(page) if questions is None else questions - 1
    for at, text in enumerate(page):
        if text[:1].isalpha():
            if (
                0 < at < asked
                and len(text) <= WIDEST
                and _is_cut(text.rstrip(), page[at + 1] if at + 1 < len(page) else "", grammars)
            ):
                starts.append(at)
        elif text[:2] != "- " and _WHOLE.match(text):
            return [(0, len(page))]
    return list(pairwise([*starts, len(page)]))


def _is_cut(text: str, below: str, grammars: Grammars) -> bool:
    """Return whether a line opens a section in any context, and the line below does not change its meaning."""
    return (
        grammars.opens_section(text)
        and not text[0].islower()
        and "|" not in text
        and not _CONTINUES.match(text)
        and not grammars.is_furniture(text)
        and not grammars.code(text)
        and not grammars.label(text)  # `Level P1` may be a label among responsibilities
        and not grammars.is_pair(text)  # `Career level: P1` may be a fact below `Level`
        and (not below.strip() or not _GOES_ON.match(below))
    )
