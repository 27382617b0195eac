"""Words as they are met on pages, and what is remembered of those that nobody knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ingest.records import Profile

Table = Literal["headings", "facts", "columns"]

_MOST_BELOW = 40  # lines below a heading that count
_MOST_LINES = 400  # lines below all headings of one word
_MOST_SPELLINGS = 20
_PLACES = 2


class Met(NamedTuple):
    """Words found on pages: their table, their place (`uri:line`), and the lines below them."""

    table: Table
    text: str
    uri: str
    line: int
    below: tuple[str, ...] = ()


def met_in(profile: Profile, uri: str) -> Iterator[Met]:
    """The headings, keys and columns of a record that no field holds."""
    for section in profile.sections:
        lines = [line for block in section.blocks if block.kind != "code" for line in block.raw.splitlines()]
        if section.heading and section.kind is None:
            yield Met("headings", section.heading, uri, section.span.line_start, tuple(lines))
        for block in section.blocks:
            for cell in block.rows[0] if len(block.rows) > 1 else ():
                yield Met("columns", cell, uri, block.span.line_start)
    for fact in profile.facts:
        yield Met("facts", fact.label, uri, fact.span.line_start)


class Unknown:
    """What is remembered of one unknown word: bounded, however often it occurs."""

    def __init__(self) -> None:
        self.times = self.pages = 0
        self.places: list[str] = []
        self.spellings: Counter[str] = Counter()
        self.below: list[str] = []
        self._uri: str | None = None

    def add(self, one: Met) -> None:
        """Count it once more. All of one page come together."""
        self.times += 1
        if len(self.spellings) < _MOST_SPELLINGS or one.text in self.spellings:
            self.spellings[one.text] += 1
        if len(self.below) < _MOST_LINES:
            self.below.extend(one.below[:_MOST_BELOW])
        if one.uri != self._uri:
            self._uri = one.uri
            self.pages += 1
            if len(self.places) < _PLACES:
                self.places.append(f"{one.uri}:{one.line}")

    @property
    def text(self) -> str:
        """The spelling that most pages have."""
        return min(self.spellings, key=lambda spelling: (-self.spellings[spelling], spelling))
