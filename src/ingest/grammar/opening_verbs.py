"""Opening verbs of `[starts]` in `grammars/words/*.toml`: what items of duties and of demands begin with.

A new verb, or a new phrase, is a word in a list there. How a text is held against them is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.grammar.whole_words import spoken

_LEAST_ITEMS = 3  # of a list that its beginnings give away,
_MOST_OF_THEM = 0.75  # and the share of them that have to begin alike
_NAME_WIDTH = 60  # characters of a name before what is said of it
_LEAST_OF_VERB = 6  # letters of a verb that its ending shows: `préparerez`, but not `serez`
_REMEMBERED = 4096  # texts: the rules of several kinds ask each of them


class _Begun(NamedTuple):
    """Whether a text begins as duties do, as abilities do, as demands do."""

    duty: bool
    ability: bool
    demand: bool


class OpeningVerbs:
    """The verbs and phrases of `[starts]` that items of lists begin with."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._duties = frozenset(lists.get("starts.responsibilities", ()))
        self._ends_of_duties = tuple(word[1:] for word in self._duties if word.startswith("-"))
        self._phrases_of_duties = tuple(phrase for phrase in self._duties if phrase.startswith(" "))
        self._before_duties = frozenset(lists.get("starts.before_duties", ()))
        self._ends_before_duties = tuple(word[1:] for word in self._before_duties if word.startswith("-"))
        self._abilities = tuple(lists.get("starts.abilities", ()))
        self._demands = (*lists.get("starts.requirements", ()), *self._abilities)
        self._begun = lru_cache(_REMEMBERED)(self._read_begin)

    def begun_by(self, items: Sequence[str]) -> str | None:
        """The kind of a list of which nearly all items begin as duties do, or as demands."""
        duties = sum(self.begins(item, "responsibilities") for item in items if not _is_subject(item))
        demands = sum(self.begins(item, "requirements") for item in items)
        if len(items) < _LEAST_ITEMS or max(duties, demands) < _MOST_OF_THEM * len(items):
            return None
        return "responsibilities" if duties > demands else "requirements"

    def begins(self, item: str, kind: str) -> bool:
        """Return whether a text, or the part behind a name and a colon, begins like the items of a kind.

        `kind` is that of duties, of demands, or `abilities` for the demands that are abilities.
        """
        begun = self._begun(item)
        return begun.duty if kind == "responsibilities" else begun.ability if kind == "abilities" else begun.demand

    def tell_what_somebody_does(self, text: str) -> bool:
        """Return whether a text begins with the verb of a duty in the third person: `Keeps`, `Records`."""
        return text.partition(" ")[0].endswith("s") and self.begins(text, "responsibilities")

    def _read_begin(self, item: str) -> _Begun:
        name, colon, said = item.partition(":")
        starts = [spoken(item)]
        if colon and said.strip() and len(name) <= _NAME_WIDTH:
            starts.append(spoken(said.strip()))
        return _Begun(
            duty=any(map(self._begins_as_duty, starts))
            or (not colon and starts[0].startswith(self._phrases_of_duties)),
            ability=any(start.startswith(self._abilities) for start in starts),
            demand=any(start.startswith(self._demands) for start in starts),
        )

    def _begins_as_duty(self, start: str) -> bool:
        first, *behind = start.split(" ", 3)[1:]
        is_before = first in self._before_duties or first.endswith(self._ends_before_duties)
        return self._is_duty(first) or (is_before and bool(behind) and self._is_duty(behind[0]))

    def _is_duty(self, word: str) -> bool:
        return word in self._duties or (len(word) > _LEAST_OF_VERB and word.endswith(self._ends_of_duties))


def _is_subject(item: str) -> bool:
    """Whether an item is a verb alone that may be a course or a hobby as well: `Painting`."""
    return " " not in item and item.endswith("ing")
