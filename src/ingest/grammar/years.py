"""Years of experience in a phrase: numbers with a unit of time, and the words around them.

Each unit is read together with the words that belong to its numbers: the grammar's rule `years` must match all of them,
or the phrase is no interval. The words before and behind may show that it is not experience: an age, a deadline, the
term of a contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.grammar.answer_types import Years
from ingest.grammar.folding import half_width
from ingest.grammar.phrase_grammar import Phrases, Word
from ingest.grammar.year_ranges import NUMBERS, OF_MONTHS, UNITS, Interval, interval_of
from ingest.grammar.years_beside import BEFORE_UNIT, JOINTS, NEAR, ON_CONDITION, OPENING, Beside
from ingest.punctuation import COLONS

_BEHIND_UNIT = frozenset({"PLUS", "OR_MORE", "OR_LESS", "MINIMUM", "MAXIMUM", "AT_LEAST", "FOOTNOTE"})
_MOST_YEARS = 45  # nobody is asked for more
_OF_KEY = frozenset({"EXPERIENCE", "WORD", "OF", "MINIMUM", "AT_LEAST", "ASKED", "OPEN", "CLOSE", "WITH", *UNITS})
_MOST_OF_KEY = 6  # words
_MOST_UNITS = 2  # that an interval has: `18 months to 3 years`
_ASKED_WITHIN = 60  # characters between a number and `or equivalent`
_QUALIFICATION = range(2, 61)  # characters


class Phrase(NamedTuple):
    """The words `first` to `last` of a text, and what they state; None for something that is no interval."""

    first: int
    last: int
    years: Years | None


def read_years(text: str, phrases: Phrases, numbers: Mapping[str, float]) -> tuple[Years | None, ...]:
    """Every length of experience that a text states, in order; None for one that is not understood.

    `numbers` gives the value of each number that is written in words. Takes time linear in the text's length.
    """
    text = half_width(text)
    if not phrases.pattern("YEAR", "YEARS", "MONTH", "MONTHS").search(text):
        return ()
    words = [
        word._replace(kind="NUMBER_WORD") if word.kind == "WORD" and word.text.lower() in numbers else word
        for word in phrases.words(text, "years_words")
        if word.kind != "BLANK"
    ]
    if not any(word.kind in UNITS for word in words):
        return ()
    read = _Text(text, words, phrases, numbers)
    of_key = read.of_key()
    return (of_key,) if of_key else tuple(phrase.years for phrase in read.phrases())


class _Text:
    """A text and its words; places in it are numbers of words."""

    def __init__(self, text: str, words: Sequence[Word], phrases: Phrases, numbers: Mapping[str, float]) -> None:
        self.text = text
        self.words = words
        self._grammar = phrases
        self._numbers = numbers
        self._beside = Beside(words)
        self.kind = self._beside.kind

    def phrases(self) -> list[Phrase]:
        found: list[Phrase] = []
        taken = 0  # the words before it belong to phrases already
        for at, word in enumerate(self.words):
            if word.kind not in UNITS or at < taken:
                continue
            first = self._first(at)
            while found and found[-1].last >= first:
                found.pop()  # `18 months` was the begin of `18 months to 3 years`
            phrase = self._phrase(first, at)
            if self.kind(first - 1) == "OPEN" and self.kind(first - 2) in UNITS:
                phrase = self._aside(phrase, found)
            if phrase is None:
                continue
            found.append(phrase)
            alternative = self._alternative(phrase, at)
            if alternative:
                found.append(alternative)
            taken = found[-1].last + 1
        return found

    def of_key(self) -> Years | None:
        """The years of a key that has their unit, with nothing else as its value: `Years of experience: 3-5`."""
        colon = next((at for at, word in enumerate(self.words) if word.text in COLONS), 0)
        units = [word for word in self.words[:colon] if word.kind in UNITS]
        names = self.words[:colon] if len(units) == 1 else ()
        value = self.words[colon + 1 :]
        is_key = any(word.kind == "EXPERIENCE" for word in names) and all(word.kind in _OF_KEY for word in names)
        is_key = is_key and len(names) <= _MOST_OF_KEY
        if not is_key or not any(word.kind in NUMBERS for word in value):
            return None
        tree = self._grammar.tree([*value, units[0]], "years")
        interval = interval_of(tree, self._numbers) if tree else None
        return Years(self.text[value[0].start :].strip(), *interval, None, False) if interval else None

    # -- the words of one phrase ---------------------------------------------------------------------------------------

    def _first(self, unit: int) -> int:
        """Where the words that numbers are written with begin before a unit."""
        at, units = unit, 1
        while at:
            above = self.kind(at - 1)
            if above in UNITS and (self.kind(at) in JOINTS or self._is_sum(at, unit)):
                units += 1
            elif above not in BEFORE_UNIT:
                break
            if units > _MOST_UNITS:
                break
            at -= 1
        if self.kind(at - 1) == "LABEL" and self.kind(at) in NUMBERS:
            at += 1  # `at Grade 7 or 3 years`
        while at < unit and self.kind(at) not in OPENING and not self._is_sign(at):
            at += 1
        return at

    def _aside(self, phrase: Phrase | None, found: list[Phrase]) -> Phrase | None:
        """What a phrase in parentheses right behind another one adds to it: `2 years (24 months)` says it twice,
        `5 years (3 years with a degree)` is an alternative; anything else leaves neither understood."""
        above = found[-1] if found else None
        if phrase is None or above is None or above.last < phrase.first - 2:
            return None  # what it explains is no experience
        if above.years and phrase.years and above.years[1:3] == phrase.years[1:3]:
            return None
        if self.kind(phrase.last + 1) != "WITH":
            found[-1] = above._replace(years=None)
            return None
        return phrase

    def _is_sum(self, at: int, unit: int) -> bool:
        """Return whether months follow years that they belong to: `2 years and 6 months`."""
        return (
            self.kind(unit) in OF_MONTHS and self.kind(at - 1) not in OF_MONTHS and self.kind(at) in ("AND", *NUMBERS)
        )

    def _is_sign(self, at: int) -> bool:
        """Whether a plus belongs to the number behind it: `+2 years`."""
        sign = self.words[at]
        glued = sign.end == self.words[at + 1].start and self.kind(at + 1) in NUMBERS
        return sign.kind == "PLUS" and glued and (at == 0 or self.words[at - 1].end < sign.start)

    def _last(self, unit: int) -> int:
        at = unit
        while self.kind(at + 1) in _BEHIND_UNIT:
            if self.kind(at + 1) not in ("OR_MORE", "OR_LESS", "FOOTNOTE") and self.kind(at + 2) in NUMBERS:
                break  # `minimum 3 years, maximum 5`: of the number behind it
            at += 1
        return at

    def _phrase(self, first: int, unit: int) -> Phrase | None:
        """Return the words around a unit, or None if they are not a length of experience."""
        run = [word for word in self.words[first:unit] if word.kind != "FOOTNOTE"]
        if not any(word.kind in NUMBERS or word.kind == "ONE" for word in run):
            is_odd = self.kind(unit - 1) == "OTHER_NUMBER" and "/" in self.words[unit - 1].text  # `5/6 years`
            is_odd = is_odd or self._beside.is_described(unit)
            return Phrase(unit - 1, unit, None) if is_odd else None
        last = self._last(unit)
        if self._beside.is_no_experience(first, unit, last):
            return None
        interval = None if self._beside.is_unclear(first, last) else self._interval(first, last)
        if interval is None:
            return Phrase(first, last, None)
        low, high = interval
        if self._beside.is_age(first, last, low) or (high or low) > _MOST_YEARS:
            return None
        if self._beside.may_be_age(last, low, high if self.kind(first) == "UP_TO" else None):
            return Phrase(first, last, None)
        return self._stated(first, last, interval)

    def _interval(self, first: int, last: int) -> Interval | None:
        words = [word for word in self.words[first : last + 1] if word.kind != "FOOTNOTE"]
        tree = self._grammar.tree(words, "years")
        return interval_of(tree, self._numbers) if tree else None

    def _stated(self, first: int, last: int, interval: Interval) -> Phrase:
        """Return the phrase with the words right behind it: a qualification, or words that make it a minimum."""
        low, high = interval
        is_asked = False
        qualification = self._qualification(last)
        if qualification:
            last += qualification
        elif low == high and (asked := self._asked(last)):
            last, high, is_asked = asked, None, self.kind(asked) == "ASKED"
        stated = self.text[self.words[first].start : self.words[last].end].strip()
        beside = stated[stated.rindex("(") + 1 : -1].strip() if qualification else None
        return Phrase(first, last, Years(stated, low, high, beside, is_asked))

    def _qualification(self, last: int) -> int:
        """How many words behind a phrase are a remark in parentheses without a number: `(bachelor's)`."""
        if self.kind(last + 1) != "OPEN" or self.words[last + 1].text != "(":
            return 0
        begins = self.words[last + 1].end
        for at in range(last + 2, len(self.words)):
            word = self.words[at]
            if (
                word.kind in ("OPEN", "NUMBER", "OTHER_NUMBER", "OR_MORE", "OR_LESS")
                or word.start - begins > _QUALIFICATION.stop
            ):
                return 0
            if word.text == ")":
                return at - last if word.start - begins in _QUALIFICATION else 0
        return 0

    def _asked(self, last: int) -> int:
        """The last word of what makes a number a minimum, a wish or an alternative: `or equivalent`, `required`."""
        ends = self.words[last].end
        for at in range(last + 1, len(self.words)):
            word = self.words[at]
            if word.kind == "ASKED" or (word.kind in ("MINIMUM", "AT_LEAST") and self._ends_experience(last, at)):
                return at
            if word.start - ends > _ASKED_WITHIN or word.kind in ("STOP", "OPEN", "CLOSE", "NUMBER", "OTHER_NUMBER"):
                return 0
        return 0

    def _ends_experience(self, last: int, at: int) -> bool:
        """Whether a word is behind experience and says nothing of a number behind it: `5 ans d'expérience minimum`."""
        between = {self.kind(word) for word in range(last + 1, at)}
        return "EXPERIENCE" in between <= {"OF", "EXPERIENCE", "WORD", "SIGN"} and self.kind(at + 1) not in NUMBERS

    # -- a second number of the same unit ------------------------------------------------------------------------------

    def _alternative(self, phrase: Phrase, unit: int) -> Phrase | None:
        """A second number of the same unit: `five years, or three with a degree`; `3+ years (bachelor's), 1+ (…)`."""
        if phrase.years is None:
            return None
        for at in range(phrase.last + 1, min(phrase.last + 1 + 3 * NEAR, len(self.words))):
            kind = self.kind(at)
            if kind in UNITS or (kind == "STOP" and self.words[at].text != ";"):
                return None
            if kind in ("OR", "COMMA", "SLASH", "OPEN") or self.words[at].text == ";":
                read = self._without_unit(at + 1, unit)
                if read:
                    return read
        return None

    def _without_unit(self, first: int, unit: int) -> Phrase | None:
        """A number at a word, with the unit of another one; on a condition, or it would be a number of other things."""
        at = first
        while self.kind(at) in ("AT_LEAST", "MINIMUM"):
            at += 1
        if self.kind(at) not in NUMBERS or self._beside.has_unit(at):
            return None
        behind = self._beside.behind_number(at)
        if self.kind(behind) not in ON_CONDITION:
            return None
        words = [*self.words[first:behind], self.words[unit]]
        if words[-2].kind == "OR_MORE":
            words = [*words[:-2], words[-1], words[-2]]
        tree = self._grammar.tree(words, "years")
        interval = interval_of(tree, self._numbers) if tree else None
        return self._stated(first, behind - 1, interval) if interval else None
