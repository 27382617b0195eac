"""What the lines below a heading show of its kind, by the words that the reader itself goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.bullet_marks import BULLETS
from ingest.grammar import Grammars
from ingest.grammar.folding import fold
from ingest.grammar.word_lookup import Words

_MARKS = f" \t|>#☐➤{BULLETS}"
_CLEAR = 0.65  # share of the different lines below that have to show a kind,
_TIMES = 3  # how many times as many as show another,
_LEAST = 2  # and how many at least
_SHOWN = {
    "furniture": "are menus and buttons",
    "facts": "are known keys with values",
    "pay": "state sums of money",
    "requirements": "say what a person brings",
    "responsibilities": "say what a person does",
}


class Below:
    """The lines below a heading, each counted once however many pages have it, and the kinds that they show."""

    def __init__(self, lines: Sequence[str], grammars: Grammars) -> None:
        items = dict.fromkeys(stripped for line in lines if (stripped := line.strip(_MARKS)))
        self._lines = len(items)
        self._shown = Counter(kind for item in items if (kind := _shown_by(item, grammars.words)))

    @property
    def kind(self) -> str | None:
        """Return the kind that most of the lines show, or None if none is clear."""
        if not self._shown:
            return None
        (kind, count), *others = self._shown.most_common(2)
        rival = others[0][1] if others else 0
        is_clear = count >= _LEAST and count >= _CLEAR * self._lines and count >= _TIMES * rival
        return kind if is_clear else None

    def supports(self, kind: str) -> bool:
        """Whether some lines show a kind, and most of those that show any."""
        return 2 * self._shown[kind] > self._shown.total()

    def denies(self, kind: str) -> bool:
        """Whether several lines show another kind, and few of them this one."""
        return self._shown.total() >= _LEAST and _TIMES * self._shown[kind] < self._shown.total()

    def reason(self, kind: str) -> str:
        """How many of the lines show a kind, in words."""
        return f"{self._shown[kind]} of {self._lines} lines below {_SHOWN.get(kind, f'hold words of {kind}')}"


def _shown_by(item: str, words: Words) -> str | None:
    """The kind that one line shows."""
    label, colon, _ = item.partition(":")
    if words.is_furniture(item):
        return "furniture"
    if _states_money(item, words):
        return "pay"
    if colon and words.fact_key(label):
        return "facts"
    if _states_years(item, words):
        return "requirements"
    for kind in ("requirements", "responsibilities"):
        if words.opening_verbs.begins(item, kind):
            return kind
    return words.cues.given_away_by(item).kind or ("requirements" if words.need(item) else None)


def _states_money(item: str, words: Words) -> bool:
    if not any(letter.isdecimal() for letter in item):
        return False
    return any(sign in item for sign in "€$£¥₩") or any(word.casefold() in words.currencies for word in item.split())


def _states_years(item: str, words: Words) -> bool:
    return any(
        word.rstrip("+").isdecimal() and words.units.get(unit) == "year" for word, unit in pairwise(fold(item).split())
    )
