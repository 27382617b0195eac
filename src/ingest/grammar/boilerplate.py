"""Boilerplate, which says nothing about a role: labels of menus and buttons, sentences that fill empty places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.grammar.buttons import ARROWS
from ingest.grammar.folding import Known, fold
from ingest.punctuation import DIVIDERS, SENTENCE_ENDS

_ARROWS = f"{ARROWS}·"
_BETWEEN = f"{DIVIDERS}/>›»"
_TAILS = f" …{''.join(SENTENCE_ENDS)}"
_OF_RIGHTS = 150  # characters of a line about rights
_TRAIL = (">", "›", "»", "→")  # between the places of a trail
_LEAST_PLACES = 2  # behind the first,
_PLACE_WIDTH = 60  # and characters of one
_OF_DATES = 60  # characters behind `Last updated`
_OF_NOTHING = 110  # characters of a sentence that says there is nothing


class Furniture:
    """The words of menus, by `items`, `starts`, `trails` and `dated` of `[furniture]`, those of front matter, and those
    above what other pages are about."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._items = Known(dict.fromkeys(lists.get("furniture.items", ()), True))
        self._starts = tuple(lists.get("furniture.starts", ()))
        self._dated = tuple(lists.get("furniture.dated", ()))
        self._trails = frozenset(lists.get("furniture.trails", ()))
        self._front = frozenset(lists.get("furniture.front", ()))
        self._written = frozenset(lists.get("furniture.written", ()))
        self._others = Known(dict.fromkeys(lists.get("furniture.others", ()), True))

    def is_page_key(self, key: str) -> bool:
        """Whether a key of front matter is about the page: `sidebar_label`, `sidebarLabel`, `permalink`."""
        return _without_marks(key) in self._front

    def says_who_wrote(self, key: str) -> bool:
        """Whether a key of front matter says who wrote the page, or when: `author`, `last_reviewed_on`."""
        return _without_marks(key) in self._written

    def heads_others(self, heading: str) -> bool:
        """Return whether a heading is above the jobs that other pages are about: `Similar jobs`."""
        return self._others.get(heading) is True

    def holds(self, text: str) -> bool:
        """Return whether a line consists of known labels, what is between them, and what a page says of itself."""
        text = text.strip()
        if not text:
            return False
        if self._is_trail(text):
            return True
        while text:
            if self._is_label(text) or self._is_of_the_page(text.casefold()):
                return True
            ends = [at for sign in _BETWEEN if (at := text.find(sign)) >= 0]
            if not ends or not self._is_label(text[: min(ends)]):
                return False
            text = text[min(ends) + 1 :].strip()
        return False

    def _is_trail(self, text: str) -> bool:
        """Whether a line is a page's place in its site: `Home > Careers > Bakery > Baker`."""
        sign = next((sign for sign in _TRAIL if sign in text), None)
        if sign is None:
            return False
        first, *others = text.split(sign)
        others = [place for place in others if place.strip()]
        is_short = all(len(place.strip()) <= _PLACE_WIDTH for place in others)
        return len(others) >= _LEAST_PLACES and is_short and fold(first) in self._trails

    def _is_label(self, text: str) -> bool:
        bare = text.strip().rstrip(_ARROWS)
        return self._items.get(bare) is True if bare else bool(text.strip())

    def _is_of_the_page(self, lowered: str) -> bool:
        if lowered.startswith(self._starts):
            return len(lowered) <= _OF_RIGHTS
        if not lowered.startswith(self._dated):
            return False
        dated = next(word for word in self._dated if lowered.startswith(word))
        behind = lowered[len(dated) :]
        return (
            not behind[:1].isalpha() and len(behind) <= _OF_DATES and "." not in behind.rstrip(".").replace(".20", "")
        )


def _without_marks(key: str) -> str:
    return "".join(filter(str.isalnum, key.casefold()))


class Placeholders:
    """The words of sentences like `No aliases recorded yet.`, by the lists of `[placeholders]`."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        alone, nothing, things, states, later = (
            lists.get(f"placeholders.{name}", ()) for name in ("alone", "nothing", "things", "states", "later")
        )
        self._alone = Known(dict.fromkeys(alone, True))
        self._nothing, self._things, self._states = frozenset(nothing), frozenset(things), frozenset(states)
        self._later = tuple(f" {word}" for word in later)

    def holds(self, text: str) -> bool:
        """Whether a sentence says that there is nothing."""
        text = text.strip().rstrip(_TAILS) or text.strip()
        is_more = len(text) > _OF_NOTHING or any(mark in text for mark in SENTENCE_ENDS)
        if is_more and not self._alone.may_be(text):
            return False  # as most are
        folded = fold(text)
        alone = folded or text
        for later in self._later:
            alone = alone.removesuffix(later)
        if alone in self._alone:
            return True
        if is_more:
            return False
        words = folded.split()
        start = next((at for at, word in enumerate(words[:4]) if word in self._nothing), None)
        if start is None or (start and not self._leads(words[:start])):
            return False
        behind = words[start + 1 :]
        if behind and len(behind) <= 3 and behind[-1] in self._things:
            return True
        return any(f" {state} " in f" {' '.join(behind)} " for state in self._states)

    @staticmethod
    def _leads(words: Sequence[str]) -> bool:
        """Whether a sentence may begin so before it says nothing: `There are currently no …`."""
        return " ".join(words) in {"there are", "there is", "currently", "there are currently", "there is currently"}
