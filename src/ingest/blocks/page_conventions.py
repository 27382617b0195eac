"""Conventions of a page: whether blank lines part its paragraphs, and how it writes headings without marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.punctuation import COLONS
from ingest.text.normalise import fits

LEAST = 3  # headings that make a habit,
SHARE = 0.8  # and the share of them that have it
LEAST_SHOUTED = 2  # headings in capitals that make lines in capitals headings,
SHARE_SHOUTED = 0.4  # and the share of them
WIDTH = 80  # columns of a heading


class Habits(NamedTuple):
    """Whether blank lines part paragraphs; whether headings have a blank line above them, a colon behind them, or
    capitals only; whether some have, so that lines in capitals among others are headings. `questions` is the line that
    the questions of a form begin on: no line below it is a heading."""

    spaced: bool = False
    apart: bool = False
    colons: bool = False
    capitals: bool = False
    shouts: bool = False
    questions: int | None = None

    def seen_from(self, first: int, behind: int) -> Habits:
        """Return the habits relative to the lines from `first` up to `behind`, wherever these are on the page."""
        if self.questions is None:
            return self
        if self.questions > behind:
            return self._replace(questions=None)
        return self._replace(questions=max(1, self.questions - first))

    def allow(self, text: str, *, gap: bool) -> bool:
        """Whether a line may be a heading of the page: it is written as the known ones are, or in a frame of marks."""
        if text[:2] == text[-2:] and not text[0].isalnum():
            return True  # `=== DUTIES ===`
        if self.apart and not gap:
            return False
        if self.colons and not text.endswith(COLONS) and not text.isupper():
            return False
        return not self.capitals or text.isupper()


def habits_of(texts: Sequence[str], numbers: Sequence[int], grammars: Grammars) -> Habits:
    """The habits of a page, shown by the lines whose words are those of a heading. `texts` are its lines without blanks
    around them, `numbers` those of their first lines."""
    apart_or_not = [(text, not above) for above, text in pairwise(("above the page", *texts)) if text]
    known = [(text, is_apart) for text, is_apart in apart_or_not if text[0].isalpha() and _is_known(text, grammars)]
    spaced = any(map(itemgetter(1), apart_or_not))
    asked = _first_question(texts)
    questions = numbers[asked] if asked is not None else None
    shouted = sum([text.isupper() for text, _ in known])
    shouts = shouted >= max(LEAST_SHOUTED, SHARE_SHOUTED * len(known))
    if len(known) < LEAST:
        return Habits(spaced, shouts=shouts, questions=questions)
    least = max(LEAST, SHARE * len(known))
    apart = sum([is_apart for _, is_apart in known]) >= least
    colons = sum([text.endswith(COLONS) for text, _ in known]) >= least
    return Habits(spaced, apart, colons, shouted >= least, shouts, questions)


def _first_question(texts: Sequence[str]) -> int | None:
    """The index of the line from which on a form numbers its questions, each number alone on its line: `01`, `02`."""
    try:
        first = texts.index("01")
        texts.index("02", first)
    except ValueError:
        return None
    return first


def _is_known(text: str, grammars: Grammars) -> bool:
    """Whether the words know a line as a heading."""
    if text.endswith((".", ";", ",")) or not fits(text, WIDTH):
        return False
    meaning = grammars.words.heading(text)
    return meaning is not None and meaning.kind != "furniture" and not meaning.arguments
