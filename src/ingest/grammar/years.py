"""Years of experience in a phrase: numbers with a unit of time, and what stands beside them.

Each unit is read with the words around it that numbers are written with: the grammar's rule `years` has to take all of
them, or the phrase is no interval. What stands before and behind them may say that it is no experience at all: an age,
a deadline, the term of a contract.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lark import Token, Tree

from ingest.grammar.answers import Years
from ingest.grammar.folding import half_width
from ingest.grammar.phrases import Phrases, Word
from ingest.punctuation import COLONS

Interval = tuple[float, float | None]

_UNITS = frozenset({"YEAR", "YEARS", "MONTH", "MONTHS"})
_OF_MONTHS = frozenset({"MONTH", "MONTHS"})
_NUMBERS = frozenset({"NUMBER", "NUMBER_WORD", "HALF"})
_JOINTS = frozenset({"DASH", "TO"})
_OPENING = _NUMBERS | {"AT_LEAST", "FROM", "BETWEEN", "MINIMUM", "MAXIMUM", "UP_TO", "ABOUT", "UNSURE"}
_BEFORE_UNIT = _OPENING | _JOINTS | {
    "AND_A_HALF", "OR", "AND", "PLUS", "OF", "OR_MORE", "OR_LESS", "OPEN", "CLOSE", "SLASH", "ONE", "FOOTNOTE",
}  # fmt: skip
_BEHIND_UNIT = frozenset({"PLUS", "OR_MORE", "OR_LESS", "MINIMUM", "MAXIMUM", "AT_LEAST", "FOOTNOTE"})
_UNCLEAR = frozenset({"ABOUT", "UNSURE"})
_SAYS_NOTHING = frozenset({"OF", "ONE", "OPEN"})  # between a number and the word before it that matters
_NO_TIME = frozenset({"NO_TIME", "TERM"})
_OTHER_TIME = frozenset({"AFTER_NO_TIME", "TERM", "FROM"})
_PARTS = frozenset({"AND", "OR", "COMMA", "SLASH"})  # what parts the things that a sentence lists
_ON_CONDITION = frozenset({"WITH", "OPEN"})
_FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
_MOST_YEARS = 45  # nobody is asked for more
_LEAST_AGE = 14
_MOST_UNITS = 2  # that an interval has: `18 months to 3 years`
_ASKED_WITHIN = 60  # characters between a number and `or equivalent`
_QUALIFICATION = range(2, 61)  # characters
_NEAR = 8  # words


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
    if not any(word.kind in _UNITS for word in words):
        return ()
    return tuple(phrase.years for phrase in _Text(text, words, phrases, numbers).phrases())


class _Text:
    """A text and its words; places in it are numbers of words."""

    def __init__(self, text: str, words: Sequence[Word], phrases: Phrases, numbers: Mapping[str, float]) -> None:
        self.text = text
        self.words = words
        self._grammar = phrases
        self._numbers = numbers

    def phrases(self) -> list[Phrase]:
        found: list[Phrase] = []
        taken = 0  # the words before it belong to phrases already
        for at, word in enumerate(self.words):
            if word.kind not in _UNITS or at < taken:
                continue
            first = self._first(at)
            while found and found[-1].last >= first:
                found.pop()  # `18 months` was the begin of `18 months to 3 years`
            phrase = self._phrase(first, at)
            if self.kind(first - 1) == "OPEN" and self.kind(first - 2) in _UNITS:
                phrase = self._aside(phrase, found)
            if phrase is None:
                continue
            found.append(phrase)
            alternative = self._alternative(phrase, at)
            if alternative:
                found.append(alternative)
            taken = found[-1].last + 1
        return found

    def kind(self, at: int) -> str:
        """The kind of a word; empty outside of the text."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    # -- the words of one phrase ---------------------------------------------------------------------------------------

    def _first(self, unit: int) -> int:
        """Where the words that numbers are written with begin before a unit."""
        at, units = unit, 1
        while at:
            above = self.kind(at - 1)
            if above in _UNITS and (self.kind(at) in _JOINTS or self._is_sum(at, unit)):
                units += 1
            elif above not in _BEFORE_UNIT:
                break
            if units > _MOST_UNITS:
                break
            at -= 1
        if self.kind(at - 1) == "LABEL" and self.kind(at) in _NUMBERS:
            at += 1  # `at Grade 7 or 3 years`
        while at < unit and self.kind(at) not in _OPENING and not self._is_sign(at):
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
        """Whether months stand behind years that they belong to: `2 years and 6 months`."""
        return (
            self.kind(unit) in _OF_MONTHS
            and self.kind(at - 1) not in _OF_MONTHS
            and self.kind(at) in ("AND", *_NUMBERS)
        )

    def _is_sign(self, at: int) -> bool:
        """Whether a plus belongs to the number behind it: `+2 years`."""
        sign = self.words[at]
        glued = sign.end == self.words[at + 1].start and self.kind(at + 1) in _NUMBERS
        return sign.kind == "PLUS" and glued and (at == 0 or self.words[at - 1].end < sign.start)

    def _last(self, unit: int) -> int:
        at = unit
        while self.kind(at + 1) in _BEHIND_UNIT:
            if self.kind(at + 1) not in ("OR_MORE", "OR_LESS", "FOOTNOTE") and self.kind(at + 2) in _NUMBERS:
                break  # `minimum 3 years, maximum 5`: of the number behind it
            at += 1
        return at

    def _phrase(self, first: int, unit: int) -> Phrase | None:
        """What stands around a unit; None where it is no length of experience."""
        run = [word for word in self.words[first:unit] if word.kind != "FOOTNOTE"]
        if not any(word.kind in _NUMBERS or word.kind == "ONE" for word in run):
            is_odd = self.kind(unit - 1) == "OTHER_NUMBER" and "/" in self.words[unit - 1].text  # `5/6 years`
            return Phrase(unit - 1, unit, None) if is_odd else None
        last = self._last(unit)
        if self._before(first) != "OUT_OF" and self._is_no_experience(first, unit, last):
            return None
        interval = None if self._is_unclear(first, last) else self._interval(first, last)
        if interval is None:
            return Phrase(first, last, None)
        low, high = interval
        if self._is_age(first, last, low) or (high or low) > _MOST_YEARS:
            return None
        return self._stated(first, last, interval)

    def _interval(self, first: int, last: int) -> Interval | None:
        words = [word for word in self.words[first : last + 1] if word.kind != "FOOTNOTE"]
        tree = self._grammar.tree(words, "years")
        return interval_of(tree, self._numbers) if tree else None

    def _stated(self, first: int, last: int, interval: Interval) -> Phrase:
        """The phrase with what stands right behind it: a qualification, or words that make it a minimum."""
        low, high = interval
        is_asked = False
        qualification = self._qualification(last)
        if qualification:
            last += qualification
        elif low == high and (asked := self._asked(last)):
            last, high, is_asked = asked, None, True
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
            if word.kind == "ASKED":
                return at
            if word.start - ends > _ASKED_WITHIN or word.kind in ("STOP", "OPEN", "CLOSE", "NUMBER", "OTHER_NUMBER"):
                return 0
        return 0

    # -- what stands beside it -----------------------------------------------------------------------------------------

    def _is_unclear(self, first: int, last: int) -> bool:
        """Whether a word beside the numbers is not understood: `about 3`, `5/6`, `3 of the last 5`, `(up to 10)`."""
        if any(self.kind(at) in _UNCLEAR for at in (*range(first, last + 1), last + 1)):
            return True
        if self.kind(last) == "PLUS" and self.kind(last - 1) in _UNITS:
            behind = self.kind(last + 1)
            if behind in ("WORD", "ONE", "NO_TIME", "AFTER_NO_TIME", "LABEL", "OTHER_NUMBER"):
                return True  # `2 years + degree`
        if self.kind(last + 1) == "SIGN" and self.words[last + 1].text in "<>≤≥±~":
            return True
        before = self._before(first)
        if self.kind(first - 1) in (*_JOINTS, "OR", "AND", "SLASH", "PLUS") and self._is_figure(first - 2):
            return True
        if self.kind(first - 1) == "COMMA" and self.kind(first - 2) in _NUMBERS and self.kind(first - 3) != "LABEL":
            return True
        if (
            self.kind(first - 1) in ("WORD", "SIGN")
            and self.kind(first - 2) in _NUMBERS
            and self.kind(first - 3) != "LABEL"
        ):
            return True  # `3 by 5 years`: a joint that nobody knows
        return before in ("OUT_OF", "NUMBER") or self._says_more(last)

    def _is_figure(self, at: int) -> bool:
        """Whether a word is a number that nothing is known of: `100`, but no code."""
        return self.kind(at) == "OTHER_NUMBER" and self.words[at].text[0].isdigit()

    def _says_more(self, last: int) -> bool:
        """Whether numbers without a unit follow in parentheses, or as an alternative that is not understood."""
        if self.kind(last + 1) == "OPEN":
            for at in range(last + 2, min(last + 2 + _NEAR, len(self.words))):
                if self.kind(at) == "CLOSE" or self.kind(at) in _UNITS:
                    return False
                if self.kind(at) in ("OR_MORE", "OR_LESS"):
                    return True
                if self.kind(at) in _NUMBERS:
                    return not self._has_unit(at) and self.kind(self._behind_number(at)) not in _ON_CONDITION
        at = last + 1
        while self.kind(at) in ("COMMA", "OR"):
            at += 1
        if at == last + 1 or self.kind(at - 1) != "OR" or self.kind(at) not in _NUMBERS or self._has_unit(at):
            return False
        return self.kind(self._behind_number(at)) not in _ON_CONDITION

    def _has_unit(self, number: int) -> bool:
        """Whether a unit stands behind a number, perhaps behind other numbers and signs."""
        at = number
        while self.kind(at) in _BEFORE_UNIT:
            at += 1
        return self.kind(at) in _UNITS

    def _behind_number(self, at: int) -> int:
        while self.kind(at) in _NUMBERS or self.kind(at) in ("PLUS", "OR_MORE"):
            at += 1
        return at

    def _before(self, first: int) -> str:
        """The kind of the word before a phrase that says what it is about; `OUT_OF` for `3 of the last 5 years`."""
        at = first - 1
        while self._says_nothing(at):
            if self.kind(at) == "OF" and self._is_share(at):
                return "OUT_OF"
            at -= 1
        kind = self.kind(at)
        if kind == "NO_TIME":
            of = at - 1
            while of > at - 3 and self.kind(of) == "WORD":
                of -= 1
            if self.kind(of) == "OF" and self._is_share(of):
                return "OUT_OF"
        return kind

    def _says_nothing(self, at: int) -> bool:
        """Whether a word leaves it to the one before it what a number is about: `valid for 5`, `contract: 5`."""
        kind = self.kind(at)
        if kind == "WITH":
            return self.words[at].text.lower() == "for" and self.kind(at - 1) in _NO_TIME
        return kind in _SAYS_NOTHING or (kind == "STOP" and self.words[at].text in COLONS)

    def _is_share(self, of: int) -> bool:
        """Whether a number stands before `of`: `3 of 5`, `2 out of 3`."""
        return self.kind(of - 1) in _NUMBERS or (
            self.words[of - 1].text.lower() == "out" and self.kind(of - 2) in _NUMBERS
        )

    def _is_no_experience(self, first: int, unit: int, last: int) -> bool:
        """Whether what stands beside a number of years makes it something else than experience."""
        before, behind = self._before(first), self.kind(last + 1)
        is_old = behind == "OLD" or (behind == "DASH" and self.kind(last + 2) == "OLD")
        if is_old or (before == "EMPLOYER" and self.kind(first - 1) != "STOP"):
            return True
        if before in _NO_TIME:
            return not self._is_experience(last)
        if self.kind(first - 1) == "WITH" and self._is_of_employer(last):
            return True  # `for over 20 years we have baked`
        if self.kind(first - 1) == "WITH" and self.words[first - 1].text.lower() == "in":
            return not self._is_experience(last)  # `where the trade will be in 3 years`
        if behind in _OTHER_TIME and self.kind(last) != "PLUS":
            return not self._is_experience(last + 1)
        if behind == "OF" and "AFTER_NO_TIME" in (self.kind(last + 2), self.kind(last + 3)):
            return "EXPERIENCE" not in (self.kind(last + 3), self.kind(last + 4))
        is_adjective = self.kind(unit - 1) == "DASH" or (
            self.words[unit].kind in ("YEAR", "MONTH") and self._is_many(unit)
        )
        return is_adjective and last == unit and self._qualifies_another_thing(last)

    def _is_many(self, unit: int) -> bool:
        return self.words[unit - 1].text.lower() not in ("1", "one", "a", "an")

    def _qualifies_another_thing(self, last: int) -> bool:
        """Whether `3-year` is said of something that is no experience: `a 3-year contract`."""
        behind = self.kind(last + 1)
        if behind in ("", "STOP", "CLOSE", "OPEN", "ASKED", *_PARTS, "OF", "WITH", "DASH", "EXPERIENCE", "SIGN"):
            return False
        return not self._is_experience(last)

    def _is_experience(self, last: int) -> bool:
        """Whether the words behind come to experience, before anything else is listed."""
        for at in range(last + 1, min(last + 1 + _NEAR, len(self.words))):
            kind = self.kind(at)
            if kind == "EXPERIENCE":
                return True
            if kind in _PARTS or kind in _UNITS or kind == "STOP":
                return False
        return False

    def _is_of_employer(self, last: int) -> bool:
        at = last + 2 if self.kind(last + 1) == "COMMA" else last + 1
        return self.kind(at) == "EMPLOYER"

    def _is_age(self, first: int, last: int, low: float) -> bool:
        """`must be at least 18 years`."""
        return low >= _LEAST_AGE and self._before(first) == "NO_TIME" and not self._is_experience(last)

    def _alternative(self, phrase: Phrase, unit: int) -> Phrase | None:
        """A second number of the same unit: `five years, or three with a degree`; `3+ years (bachelor's), 1+ (…)`."""
        if phrase.years is None:
            return None
        for at in range(phrase.last + 1, min(phrase.last + 1 + 3 * _NEAR, len(self.words))):
            kind = self.kind(at)
            if kind in _UNITS or (kind == "STOP" and self.words[at].text != ";"):
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
        if self.kind(at) not in _NUMBERS or self._has_unit(at):
            return None
        behind = self._behind_number(at)
        if self.kind(behind) not in _ON_CONDITION:
            return None
        words = [*self.words[first:behind], self.words[unit]]
        if words[-2].kind == "OR_MORE":
            words = [*words[:-2], words[-1], words[-2]]
        tree = self._grammar.tree(words, "years")
        interval = interval_of(tree, self._numbers) if tree else None
        return self._stated(first, behind - 1, interval) if interval else None


def interval_of(tree: Tree[Token], numbers: Mapping[str, float]) -> Interval | None:
    """The interval of a tree of `years`, in years; None for one that its numbers contradict."""
    values: list[float] = []
    units: list[str] = []
    for child in tree.children:
        if isinstance(child, Tree):
            value = _twice(child, numbers) if child.data == "said_twice" else _value(child.children[0], numbers) + 0.5
            if value is None:
                return None
            values.append(value)
        elif child.type in _NUMBERS:
            values.append(_value(child, numbers))
        elif child.type in _UNITS:
            units.append(child.type)
    units = units if len(units) == len(values) else units[-1:] * max(1, len(values))
    years = [_in_years(value, unit) for value, unit in zip(values or [1.0], units, strict=True)]
    low, high = years[0], years[-1]
    shape = tree.data
    if low > high and shape != "part_sum":
        return None
    if shape == "exact":
        return low, low
    if shape == "open":
        return low, None
    if shape == "at_most":
        return 0.0, high
    if shape == "part_sum":
        return (low + high, low + high) if units[0] not in _OF_MONTHS and units[1] in _OF_MONTHS else None
    if shape == "either":
        return (low, high) if high - low <= 1 else None  # others are alternatives without their conditions
    return low, high


def _twice(tree: Tree[Token], numbers: Mapping[str, float]) -> float | None:
    """`three (3)`; None where word and figure differ."""
    said = {_value(child, numbers) for child in tree.children if child.type in _NUMBERS}  # type: ignore[union-attr]
    return said.pop() if len(said) == 1 else None


def _value(number: Token | Tree[Token], numbers: Mapping[str, float]) -> float:
    text = str(number).lower().replace(",", ".").replace(" ", "")
    if text in numbers:
        return float(numbers[text])
    if not text[0].isdigit() and text[0] not in _FRACTIONS and text[0] != ".":
        return 0.5  # `half a`
    half = 0.5 if text.endswith("1/2") else _FRACTIONS.get(text[-1], 0.0)
    return float(text.removesuffix("1/2").rstrip("".join(_FRACTIONS)) or 0) + half


def _in_years(value: float, unit: str) -> float:
    return round(value / 12, 2) if unit in _OF_MONTHS else value
