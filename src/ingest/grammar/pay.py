"""Pay in a phrase: amounts of money with their currency and period, and what joins two of them.

Which texts are about pay, the page says: a heading, or the key of a line. Here only money that is certainly something
else is left out: budgets, revenues, bonuses. Nothing is made up: a currency or period that the text does not state is
None, and so are both amounts where one of them is not understood.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple, cast

from ingest.grammar.currencies import PARTING, SHARED, SPACELESS, PayWords, with_currencies
from ingest.grammar.folding import half_width
from ingest.grammar.money_amounts import Period, is_grouped, numbers_of
from ingest.grammar.phrase_grammar import Phrases, Word
from ingest.punctuation import COLONS


class PayPhrase(NamedTuple):
    """Money that a text states: from `min` to `max`, None for an open end; both None where they are not understood.
    `is_assumed` says that the currency is that of the country which writes its sign alone most."""

    text: str
    min: float | None
    max: float | None
    currency: str | None
    period: Period | None
    is_assumed: bool = False


_OPENING = frozenset({
    "AMOUNT", "CURRENCY", "PERIOD", "GROSS", "FROM", "VON", "BETWEEN", "UP_TO", "AT_LEAST", "MINIMUM", "MAXIMUM",
    "ABOUT",
})  # fmt: skip
_CLOSING = frozenset({"AMOUNT", "CURRENCY", "PERIOD", "GROSS", "PLUS", "OR_MORE", "ABOUT", "MINIMUM", "MAXIMUM"})
_RUN = _OPENING | _CLOSING | {"DASH", "TO", "SLASH", "OPEN", "CLOSE"}
_OPEN_ENDS = frozenset("~〜～")
_LEAST = {"hour": 3, "month": 300, "year": 3_000}  # from here on a number with a period is money without a currency
_WIDEST_RANGE = 20  # times its lower end
_GRADE_WIDTH = 2  # digits of a grade
_FAR = 12  # words between an amount and what it is of
_LABEL = frozenset({"PAY", "OF", "DASH", "FROM", "VON", "GROSS"})  # between `annual` and its amount
_BOUNDS = frozenset({"MINIMUM", "MAXIMUM"})
_BESIDE_NOTHING = frozenset({"PAY", "GROSS", "STOP"})
_OTHER_CLAUSE = frozenset({"CURRENCY", "STOP", "AND", "COMMA", "WITHAL", "PLUS", "CLOSE"})
_LABEL_WORDS = frozenset({*COLONS, "is", "at", "the", "for", "this", "position", "role", "scale", "starting"})


def has_figure(text: str) -> bool:
    """Whether a text has a figure, as every amount does."""
    return any(map(str.isdecimal, text))


def read_pay(text: str, phrases: Phrases, words: PayWords) -> tuple[PayPhrase, ...]:
    """The pay that a text states, in order. Takes time linear in the text's length."""
    text = half_width(text)
    if not has_figure(text) or not phrases.pattern("AMOUNT").search(text):
        return ()
    pieces = with_currencies(text, [word for word in phrases.words(text, "pay_words") if word.kind != "BLANK"], words)
    found = []
    others = [at for at, piece in enumerate(pieces) if piece.kind not in _BESIDE_NOTHING]
    for first, last in _runs(pieces):
        if not _is_of_something_else(pieces, first, last) and not _is_time(pieces[first : last + 2], words):
            phrase = _Run(text, pieces, first, last, is_alone=first <= others[0] and others[-1] <= last).read(phrases)
            if phrase:
                found.append(phrase)
    return tuple(found)


def bound_of(label: str, phrases: Phrases) -> Literal["MINIMUM", "MAXIMUM"] | None:
    """What the key of amounts says of them: `Salary Max` the most, `Minimum salary` the least; or None."""
    said = {word.kind for word in phrases.words(label, "pay_words")} & _BOUNDS
    return cast(Literal["MINIMUM", "MAXIMUM"], said.pop()) if len(said) == 1 else None


def _runs(pieces: Sequence[Word]) -> list[tuple[int, int]]:
    """The first and last word of each stretch of words that pay is written with, around an amount."""
    runs = []
    for is_run, numbers in groupby(range(len(pieces)), lambda at: _is_of_run(pieces, at)):
        stretch = list(numbers)
        first, last = stretch[0], stretch[-1]
        if not is_run or not any(pieces[at].kind == "AMOUNT" for at in stretch):
            continue
        last = _before_open(pieces, first, last)
        first += _is_grade(pieces, first, last)
        while pieces[first].kind not in _OPENING:
            first += 1
        while not _ends_run(pieces, first, last) or _begins_next(pieces[last]):
            last -= 1
        runs.append((first, last))
    return runs


def _is_grade(pieces: Sequence[Word], first: int, last: int) -> bool:
    """Whether a stretch begins with the number of a grade, with its money in brackets, `scale 8 (£3,100 to £4,000)`, or
    behind it with a sign that is glued to its own number: `Grade 3 £25,185`."""
    is_small = pieces[first].kind == "AMOUNT" and len(pieces[first].text) <= _GRADE_WIDTH
    if not is_small or last < first + 2:
        return False
    number, sign, amount = pieces[first : first + 3]
    if sign.kind == "CURRENCY" and amount.kind == "AMOUNT":
        return number.end < sign.start and sign.end == amount.start
    if sign.kind != "OPEN":
        return False
    return {"AMOUNT", "CURRENCY"} <= {piece.kind for piece in pieces[first + 2 : last + 1]}


def _before_open(pieces: Sequence[Word], first: int, last: int) -> int:
    """The last word of a stretch before brackets that close only beyond it: `£3,000 per month (40 hours a week)`."""
    opened: list[int] = []
    for at in range(first, last + 1):
        if pieces[at].kind == "OPEN":
            opened.append(at)
        elif pieces[at].kind == "CLOSE" and opened:
            opened.pop()
    beyond = opened[0] if opened else last + 1
    return beyond - 1 if any(piece.kind == "AMOUNT" for piece in pieces[first:beyond]) else last


def _ends_run(pieces: Sequence[Word], first: int, last: int) -> bool:
    """Whether a stretch may end so: `a year`, `(annual)`, `¥6,000,000 ~`."""
    piece = pieces[last]
    if piece.kind == "CLOSE":
        return any(other.kind == "OPEN" for other in pieces[first:last])
    return piece.kind in _CLOSING or piece.text in _OPEN_ENDS


def _begins_next(piece: Word) -> bool:
    """Return whether a word is a period before its amount, as in Japanese: `時給1,000円〜 月給`."""
    return piece.kind == "PERIOD" and piece.text.isalpha() and piece.text >= SPACELESS


def _is_of_run(pieces: Sequence[Word], at: int) -> bool:
    piece = pieces[at]
    before = pieces[at - 1].kind if at else ""
    if piece.kind == "SLASH":  # but `$20 an hour / $800 a week` are two
        return before != "PERIOD" or at + 1 == len(pieces) or pieces[at + 1].kind != "CURRENCY"
    if piece.kind == "OF":
        return before in ("MINIMUM", "MAXIMUM")
    if piece.kind == "PLUS":  # `$70,000+`, but not `$70,000 plus an annual bonus`
        return bool(at) and (at + 1 == len(pieces) or piece.start == pieces[at - 1].end)
    if piece.kind == "AND":  # `between 30 and 40`
        return any(other.kind == "BETWEEN" for other in pieces[max(0, at - 6) : at])
    return piece.kind in _RUN


def _is_of_something_else(pieces: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words around amounts, up to what parts them from others, say that nobody is paid them as wages."""
    if first > 1 and pieces[first - 1].kind == "PLUS" and pieces[first].kind == "CURRENCY":
        return True  # `$90,000 + $3,000 for the place`
    for at in range(first - 1, max(-1, first - 1 - _FAR), -1):
        if pieces[at].kind == "NO_PAY":
            return True
        if pieces[at].kind in PARTING and pieces[at].text not in COLONS:
            break
    for piece in pieces[last + 1 : last + 1 + _FAR]:
        if piece.kind == "NO_PAY":
            return True
        if piece.kind in PARTING:
            break
    return False


def _is_time(run: Sequence[Word], words: PayWords) -> bool:
    """Whether a stretch, with the word behind it, is a number of hours or days: `$20 an hour for 20 hours`."""
    is_money = any(piece.kind == "CURRENCY" for piece in run)
    return not is_money and run[-1].text.casefold() in words.units


class _Run:
    """Words of a text that state pay together."""

    def __init__(self, text: str, pieces: Sequence[Word], first: int, last: int, *, is_alone: bool) -> None:
        self._run = pieces[first : last + 1]
        self._is_alone = is_alone
        self._said = text[pieces[first].start : pieces[last].end]
        self._signs = {piece.text: piece.means for piece in self._run if piece.kind == "CURRENCY"}
        spans = {piece.means for piece in self._run if piece.kind == "PERIOD"} or _span_before(pieces, first)
        self._spans = frozenset(spans)
        self._bound = "MINIMUM" if _breaks_off(pieces, last) else _bound_before(pieces, first)

    def read(self, phrases: Phrases) -> PayPhrase | None:
        """What the words state; None for numbers that nothing says to be money."""
        currency = self._currency()
        period = cast(Period, next(iter(self._spans))) if len(self._spans) == 1 else None
        amounts = [piece.text for piece in self._run if piece.kind == "AMOUNT"]
        numbers = numbers_of(amounts, self._signs, period, leaves_thousands=not self._is_signed_late())
        tree = phrases.tree(self._run, "pay")
        if not self._signs and (tree is None or numbers is None or not self._is_money(amounts, numbers, period)):
            return None
        nothing = PayPhrase(self._said, None, None, currency, period)
        if tree is None or numbers is None or len(self._spans) > 1 or (self._signs and currency is None):
            return nothing
        low, high = numbers[0], numbers[-1]
        shape = next(branch.data for branch in tree.iter_subtrees() if branch.data.startswith("paid"))
        if low > high or low * _WIDEST_RANGE < high:
            return nothing
        is_one = shape == "paid"
        opens = shape == "paid_up_to" or (is_one and self._bound == "MAXIMUM")
        goes_on = shape == "paid_from" or (is_one and self._bound == "MINIMUM")
        ends = (None if opens else low, None if goes_on else high)
        return PayPhrase(self._said, *ends, currency, period, currency is not None and self._signs.keys() <= SHARED)

    def _is_signed_late(self) -> bool:
        """Whether the first amount has no sign before it, and the second has: `Band 10 - £30,000`."""
        above = [self._run[at - 1].kind if at else "" for at, piece in enumerate(self._run) if piece.kind == "AMOUNT"]
        return len(above) > 1 and above[0] != "CURRENCY" == above[1]

    def _currency(self) -> str | None:
        """Return the currency that all signs mean; beside the name of a dollar, `$` means that dollar."""
        known = set(self._signs.values())
        if len(known) > 1:
            known = {means for sign, means in self._signs.items() if sign != "$"}
            if not all(str(means).endswith("D") for means in known):
                return None
        return known.pop() if len(known) == 1 else None

    def _is_money(self, amounts: Sequence[str], numbers: Sequence[float], period: Period | None) -> bool:
        """Whether numbers without a currency are money: with a period, or grouped and alone in their text."""
        if period:
            least = _LEAST.get(period)
            return least is not None and min(numbers) >= least
        return self._is_alone and all(map(is_grouped, amounts))


def _span_before(pieces: Sequence[Word], first: int) -> set[str | None]:
    """The period in a label, `Annual salary: $70,000`, or beside a word of pay in the clause before: `The annual salary
    for this post is $70,000`."""
    at = _before_label(pieces, first, _BOUNDS)
    if at >= 0 and pieces[at].kind == "PERIOD":
        return {pieces[at].means}
    is_paid = False
    while at > first - 2 * _FAR and at >= 0 and pieces[at].kind not in _OTHER_CLAUSE:
        if pieces[at].kind == "PERIOD":
            is_paid = is_paid or (at > 0 and pieces[at - 1].kind == "PAY")  # `la rémunération mensuelle est de`
            return {pieces[at].means} if is_paid else set()
        is_paid = is_paid or pieces[at].kind == "PAY"
        at -= 1
    return set()


def _bound_before(pieces: Sequence[Word], first: int) -> str | None:
    """What a label says an amount to be, the least or the most: `Maximum salary: $59,240`."""
    at = _before_label(pieces, first, frozenset({"PERIOD"}))
    return pieces[at].kind if at >= 0 and pieces[at].kind in _BOUNDS else None


def _breaks_off(pieces: Sequence[Word], last: int) -> bool:
    """Return whether a text ends before the upper end of a range: `$47,188.80 to`."""
    return last + 2 == len(pieces) and pieces[last + 1].kind == "TO"


def _before_label(pieces: Sequence[Word], first: int, also: frozenset[str]) -> int:
    """The place before the words of a label that say nothing themselves."""
    at = first - 1
    while at >= 0 and (pieces[at].kind in _LABEL or pieces[at].kind in also or pieces[at].text.lower() in _LABEL_WORDS):
        at -= 1
    return at
