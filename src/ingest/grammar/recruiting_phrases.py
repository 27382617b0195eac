"""Phrases of sentences that look for somebody by the name of a role: `We are looking for a Baker who …`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.grammar.whole_words import by_word, held_in, lowered

# Signs inside of words for several genders, as phrases have blanks there: `un(e)`, `un·e`, `un/e`.
_INSIDE = str.maketrans("(·/)", "    ")


class Calls:
    """The words of `[calls]`, and those of `[roles]` that look for somebody."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._before = by_word((*lists.get("roles.seeks", ()), *lists.get("calls.before", ())))
        self._openers = tuple(f"{phrase} " for phrase in lists.get("calls.openers", ()))
        self._calling = tuple(f" {phrase}" for phrase in self._openers)
        self._articles = frozenset(lists.get("calls.articles", ()))
        self._one = frozenset(lists.get("calls.one", ()))
        self._behind = frozenset(lists.get("calls.behind", ()))
        self._others = frozenset(lists.get("calls.others", ()))
        self._qualities = frozenset(lists.get("calls.qualities", ()))

    def behind(self, text: str) -> list[str]:
        """Return what follows words that call somebody one, in the order of the text: `Baker` and all that follows it,
        of `join us as Baker`."""
        words = f" {lowered(text)} "
        words = words.translate(_INSIDE)
        if len(words) != len(text) + 2:  # a letter whose small form is longer
            return []
        found = {
            at + len(phrase) - 1
            for phrase in held_in(words, self._before)
            if (at := words.find(phrase)) == 0 or (at > 0 and not text[at].isupper())  # no `Hiring Manager`
        }
        found |= {len(phrase) for phrase in self._openers if words.startswith(phrase, 1)}
        return [text[at:] for at in sorted(found)]

    def opens(self, before: str) -> bool:
        """Whether the words before the name of a role call the reader by it: `Responsibilities as a`."""
        return f" {before.casefold().strip()} ".endswith(self._calling)

    def is_article(self, word: str) -> bool:
        """Return whether a word in small letters may precede the name that a sentence begins with: `the`."""
        return word in self._articles

    def is_one(self, word: str) -> bool:
        """Whether a word in small letters says that one of a kind is meant: `eine`, `un(e)`."""
        return word in self._one

    def is_quality(self, word: str) -> bool:
        """Whether a word in small letters says how the one is who is looked for, or for how long: `reliable`."""
        return word in self._qualities

    def goes_on(self, word: str) -> bool:
        """Whether a word in small letters goes on with a sentence behind a name: `who`, `to`."""
        return word in self._behind

    def is_of_other(self, name: str) -> bool:
        """Whether a name is that of somebody whom other roles deal with when they apply or report: `Hiring Manager`."""
        return name.casefold() in self._others
