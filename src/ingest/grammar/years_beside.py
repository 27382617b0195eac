"""What the words beside a number of years mean: that it is unclear, or not experience.

An age, a deadline, the term of a contract and a share of other years are not experience.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar.phrase_grammar import Word
from ingest.grammar.year_ranges import NUMBERS, UNITS
from ingest.punctuation import COLONS

JOINTS = frozenset({"DASH", "TO"})
OPENING = NUMBERS | {"AT_LEAST", "FROM", "VON", "BETWEEN", "MINIMUM", "MAXIMUM", "UP_TO", "ABOUT", "UNSURE"}
BEFORE_UNIT = OPENING | JOINTS | {
    "AND_A_HALF", "OR", "AND", "PLUS", "OF", "OR_MORE", "OR_LESS", "OPEN", "CLOSE", "SLASH", "ONE", "FOOTNOTE",
}  # fmt: skip
ON_CONDITION = frozenset({"WITH", "OPEN"})
NEAR = 8  # words
_UNCLEAR = frozenset({"ABOUT", "UNSURE"})
_NEGATIONS = frozenset({"NO", "NOT"})
_SAYS_NOTHING = frozenset({"OF", "ONE", "OPEN"})  # between a number and the word before it that matters
_JOINING = JOINTS | {"AND", "OR", "PLUS", "OF", "SLASH"}
_BETWEEN = _JOINING | {"WORD", "UNSURE", "ABOUT", "NO", "NOT"}
MOST_BETWEEN = 4  # words between two numbers of one phrase
_NO_TIME = frozenset({"NO_TIME", "TERM"})
_OTHER_TIME = frozenset({"AFTER_NO_TIME", "TERM", "FROM", "VON"})
_PARTS = frozenset({"AND", "OR", "COMMA", "SLASH"})  # what parts the things that a sentence lists
_ENDS_CLAUSE = UNITS | {"", "STOP", "COMMA", "OPEN", "CLOSE", "AND", "ASKED"}  # also what is asked in any case
_LEAST_AGE = 14
_OF_AGE = frozenset({16, 18, 21})  # from which on people may do something
_ADJECTIVE = "jährige"  # of `dreijährige`
_OLDER = ("over", "above", "up", "upwards", "以上")


class Beside:
    """Words around numbers; places among them are numbers of words. A phrase has the words `first` to `last`."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._kinds = frozenset(word.kind for word in words)

    def kind(self, at: int) -> str:
        """The kind of a word; empty outside of the text."""
        return self.words[at].kind if 0 <= at < len(self.words) else ""

    def is_unclear(self, first: int, last: int) -> bool:
        """Return whether a word beside the numbers is not understood: `about 3`, `5/6`, `3 of the last 5`, `(up
        to 10)`.
        """
        if any(self.kind(at) in _UNCLEAR for at in (*range(first, last + 1), last + 1)):
            return True
        if self.kind(last) == "PLUS" and self.kind(last - 1) in UNITS:
            behind = self.kind(last + 1)
            if behind in ("WORD", "ONE", "NO_TIME", "AFTER_NO_TIME", "LABEL", "OTHER_NUMBER"):
                return True  # `2 years + degree`
        if self.kind(last + 1) == "SIGN" and self.words[last + 1].text in "<>≤≥±~":
            return True
        if self.kind(last + 1) == "NO_TIME" and self.words[last + 1].text.lower() == "since":
            return True  # `3 years since qualifying`, `less than 3 years since a conviction`
        if self._is_substitute(first, last) or self._is_negated(first, last):
            return True
        if self.kind(first - 1 - (self.kind(first - 1) == "OF")) == "PERSONS":
            return True  # `children 5–11 years`: their age, or how long with them
        before = self._before(first)
        if self.kind(first - 1) in (*JOINTS, "OR", "AND", "SLASH", "PLUS") and self._is_figure(first - 2):
            return True
        if self.kind(first - 1) == "COMMA" and self.kind(first - 2) in NUMBERS and self.kind(first - 3) != "LABEL":
            return True
        if (
            self.kind(first - 1) in ("WORD", "SIGN")
            and self.kind(first - 2) in NUMBERS
            and self.kind(first - 3) != "LABEL"
        ):
            return True  # `3 by 5 years`: a joint that nobody knows
        if self._is_joined(first):
            return True
        return before in ("OUT_OF", "NUMBER") or self._says_more(last)

    def _is_substitute(self, first: int, last: int) -> bool:
        """Return whether the years replace something else or are replaced: `a degree may substitute for 2
        years`, `2 years may be substituted for each year of college`.
        """
        for place in (range(first - 1, first - 1 - NEAR, -1), range(last + 1, last + 1 + 2 * NEAR)):
            for at in place:
                if self.kind(at) == "SUBSTITUTE":
                    return True
                if self.kind(at) in ("", "STOP", "OPEN", "CLOSE", "COMMA", *UNITS):
                    break
        return False

    def _is_negated(self, first: int, last: int) -> bool:
        """Return whether its clause may say that the years are not asked for: `you do not need 2 years`."""
        if self._kinds.isdisjoint(_NEGATIONS):
            return False
        around = 2 * NEAR
        before, behind = range(first - 1, first - 1 - around, -1), range(last + 1, last + 1 + around)
        for kinds, place in ((_NEGATIONS, before), ({"NOT"}, behind)):
            for at in place:
                if self.kind(at) in kinds:
                    return True
                if self.kind(at) in _ENDS_CLAUSE:
                    break
        return False

    def _is_joined(self, first: int) -> bool:
        """Whether another number is joined to the first one by words that are not understood: `3 and maybe 5 years`,
        `5 plus or minus 2 years`, `2 of these 7 years`."""
        at = first - 1
        while at > first - 1 - MOST_BETWEEN and self.kind(at) in _BETWEEN:
            at -= 1
        is_number = at < first - 1 and self.kind(at) in NUMBERS and self.kind(at - 1) != "LABEL"
        return is_number and self.kind(at + 1) in _JOINING

    def is_described(self, unit: int) -> bool:
        """Return whether an unknown word separates a number and its unit: `3 full years`."""
        is_word = self.kind(unit - 1) == "WORD" and self.words[unit].kind in ("YEARS", "MONTHS")
        return is_word and self.kind(unit - 2) in NUMBERS and self.kind(unit - 3) != "LABEL"

    def _is_figure(self, at: int) -> bool:
        """Whether a word is a number that nothing is known of: `100`, but no code."""
        return self.kind(at) == "OTHER_NUMBER" and self.words[at].text[0].isdigit()

    def _says_more(self, last: int) -> bool:
        """Whether numbers without a unit follow in parentheses, or as an alternative that is not understood."""
        if self.kind(last + 1) == "OPEN":
            for at in range(last + 2, min(last + 2 + NEAR, len(self.words))):
                if self.kind(at) == "CLOSE" or self.kind(at) in UNITS:
                    return False
                if self.kind(at) in ("OR_MORE", "OR_LESS"):
                    return True
                if self.kind(at) in NUMBERS:
                    return not self.has_unit(at) and self.kind(self.behind_number(at)) not in ON_CONDITION
        at = last + 1
        while self.kind(at) in ("COMMA", "OR"):
            at += 1
        if at == last + 1 or self.kind(at - 1) != "OR" or self.kind(at) not in NUMBERS or self.has_unit(at):
            return False
        return self.kind(self.behind_number(at)) not in ON_CONDITION

    def has_unit(self, number: int) -> bool:
        """Return whether a unit follows a number, perhaps after other numbers and signs."""
        at = number
        while self.kind(at) in BEFORE_UNIT:
            at += 1
        return self.kind(at) in UNITS

    def behind_number(self, at: int) -> int:
        """The place behind a number, and behind what makes it one of several: `3`, `3+`, `3 or more`."""
        while self.kind(at) in NUMBERS or self.kind(at) in ("PLUS", "OR_MORE"):
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
        """Whether a word leaves it to the one before it what a number is about: `valid for 5`, `extended to 5`."""
        kind = self.kind(at)
        if kind == "TO" or (kind == "WITH" and self.words[at].text.lower() == "for"):
            return self.kind(at - 1) in _NO_TIME
        return kind in _SAYS_NOTHING or (kind == "STOP" and self.words[at].text in COLONS)

    def _is_share(self, of: int) -> bool:
        """Return whether a number precedes `of`: `3 of 5`, `2 out of 3`."""
        return self.kind(of - 1) in NUMBERS or (
            self.words[of - 1].text.lower() == "out" and self.kind(of - 2) in NUMBERS
        )

    def is_no_experience(self, first: int, unit: int, last: int) -> bool:
        """Return whether the words beside a number of years show that it is not experience."""
        before, behind = self._before(first), self.kind(last + 1)
        if before == "OUT_OF":
            return False
        is_old = behind == "OLD" or (behind == "DASH" and self.kind(last + 2) == "OLD")
        if is_old or (before == "EMPLOYER" and self.kind(first - 1) != "STOP"):
            return True
        if before in _NO_TIME:
            return not self._is_experience(last)
        if self.kind(first - 1) == "WITH" and self.kind(first - 2) == "COMPANY":
            return True  # `a company with 30 years of experience`
        if self.kind(first - 1) == "OPEN" and self.kind(first - 2) == "AFTER_NO_TIME" and behind == "CLOSE":
            return True  # `a degree (4 years)`
        if self._is_told_of_others(first):
            return not self._is_experience(last)
        if self.kind(first - 1) == "WITH" and self._is_of_employer(last):
            return True  # `for over 20 years we have baked`
        if self.kind(first - 1) == "WITH" and self.words[first - 1].text.lower() == "in":
            return not self._is_experience(last)  # `where the trade will be in 3 years`
        if behind == "SIGN" and self.words[last + 1].text in "'’" and self.kind(last + 2) == "AFTER_NO_TIME":
            return not self._is_experience(last + 2)  # `5 years' address history`
        if behind in _OTHER_TIME and self.kind(last) != "PLUS":
            return not self._is_experience(last + 1)
        if behind in ("COMMA", "OPEN") and self.kind(last + 2) == "TERM":
            return self.kind(last + 3) in ("", "STOP", "CLOSE")  # `for 2 years, renewable`
        if behind == "OF" and "AFTER_NO_TIME" in (self.kind(last + 2), self.kind(last + 3)):
            return "EXPERIENCE" not in (self.kind(last + 3), self.kind(last + 4))
        is_single = self.words[unit].kind in ("YEAR", "MONTH") or self.words[unit].text.startswith(_ADJECTIVE)
        is_adjective = self.kind(unit - 1) == "DASH" or (is_single and self._is_many(unit))
        return is_adjective and last == unit and self._qualifies_another_thing(last)

    def _is_told_of_others(self, first: int) -> bool:
        """Whether the clause before a number says what has lasted so long, and that is no work of a candidate:
        `our company has been baking for 25 years`, `who lived here for 3 years`, `an appointment for up to 3 years`."""
        for at in range(first - 1, max(-1, first - 1 - 2 * NEAR), -1):
            kind = self.kind(at)
            if kind in ("STOP", "COMMA", "EXPERIENCE", *UNITS):
                return False
            text = self.words[at].text.lower()
            if kind == "NO_WORK" or (kind, text[-4:]) == ("EMPLOYER", "been") or (kind, text[:5]) == ("TERM", "appoi"):
                return True
        return False

    def _is_many(self, unit: int) -> bool:
        return self.words[unit - 1].text.lower() not in ("1", "one", "a", "an")

    def _qualifies_another_thing(self, last: int) -> bool:
        """Return whether `3-year` describes something other than experience: `a 3-year contract`."""
        behind = self.kind(last + 1)
        if behind in ("", "STOP", "CLOSE", "OPEN", "ASKED", *_PARTS, "OF", "WITH", "DASH", "EXPERIENCE", "SIGN"):
            return False
        return not self._is_experience(last)

    def _is_experience(self, last: int) -> bool:
        """Whether the words behind come to experience, before anything else is listed."""
        for at in range(last + 1, min(last + 1 + NEAR, len(self.words))):
            kind = self.kind(at)
            if kind == "EXPERIENCE":
                return True
            if kind in _PARTS or kind in UNITS or kind == "STOP":
                return False
        return False

    def _is_of_employer(self, last: int) -> bool:
        at = last + 2 if self.kind(last + 1) == "COMMA" else last + 1
        return self.kind(at) == "EMPLOYER"

    def is_age(self, first: int, last: int, low: float) -> bool:
        """`must be at least 18 years`."""
        return low >= _LEAST_AGE and self._before(first) == "NO_TIME" and not self._is_experience(last)

    def may_be_age(self, last: int, low: float, high: float | None) -> bool:
        """Return whether a number of years may be an age: `más de 18 años`, `18 years or over`, `under 26 years`,
        without words of experience beside it.
        """
        if not low and high and high >= _LEAST_AGE:
            return "EXPERIENCE" not in self._kinds
        is_older = self.kind(last) == "OR_MORE" and self.words[last].text.lower().endswith(_OLDER)
        return low in _OF_AGE and (is_older or "WORD" in self._kinds) and "EXPERIENCE" not in self._kinds
