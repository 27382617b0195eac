"""Cue phrases of `[leads]`, `[prose]` and `[hints]` in `grammars/words/*.toml`: they show what a paragraph is about.

A phrase of `[leads]` announces a list. Two lists of `[starts]` are asked here too: how sentences begin that are about a
person in a role (`description`), or about an employer (`organisation`). The others are asked in `opening_verbs.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from typing import NamedTuple

from ingest.grammar.whole_words import by_word, held_in, known_in, lowered, rarest_word, spoken

_ENOUGH = 1.0  # the weight of phrases that give a paragraph away,
_HINT = 0.5  # and of one that says so beside another one only
_NAME_WORDS = 4  # of a name before what is said of it
_MORE = 1.5  # times as much of a paragraph is of its kind as of all others
_LEAST_SHARE = 3  # one word in so many has to stand in a sentence with a phrase

_Cue = tuple[str, str, float]  # a kind, its phrase, what the phrase weighs


class Given(NamedTuple):
    """What phrases say of a paragraph: the kind of most of it, all kinds that are in it, those of its first sentence,
    and how many phrases there are."""

    kind: str | None
    kinds: frozenset[str]
    first: frozenset[str]
    phrases: int


_NOTHING = Given(None, frozenset(), frozenset(), 0)


class Cues:
    """The phrases of `[leads]`, `[prose]` and `[hints]`, by kind."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._led_to: dict[str, list[str]] = {}  # the kinds that a phrase announces
        for kind, phrases in _by_kind(lists, "leads."):
            for phrase in phrases:
                self._led_to.setdefault(phrase, []).append(kind)
        self._leads = by_word([*self._led_to])
        self._prose: dict[str, list[_Cue]] = {}  # by the longest word; "" for phrases of words that are not set apart
        self._words_of: dict[str, list[list[str]]] = {}
        for kind, phrases in _by_kind(lists, "prose."):
            self._words_of[kind] = [sorted(phrase.split(), key=len, reverse=True) for phrase in phrases]
            self._add([(kind, phrase, _weight(phrase)) for phrase in phrases])
        for kind, phrases in _by_kind(lists, "hints."):
            self._add([(kind, phrase, _HINT) for phrase in phrases])
        self._employers = tuple(lists.get("starts.organisation", ()))
        self._persons = tuple(lists.get("starts.description", ()))

    def _add(self, cues: Sequence[_Cue]) -> None:
        for cue in cues:
            self._prose.setdefault(rarest_word(cue[1]), []).append(cue)

    def announced_by(self, sentence: str) -> str | None:
        """Return the kind of list that a sentence announces: that of the phrase that ends last in it.

        Of several the longest counts: `Where you'll` is no `you'll`.

        A sentence that names skills after demands announces demands: `Qualifications and skills that we look for`.
        """
        words = spoken(sentence)
        found = [
            (words.rfind(phrase) + len(phrase), len(phrase), kind)
            for phrase in held_in(words, self._leads)
            for kind in self._led_to[phrase]
        ]
        kind = max(found)[-1] if found else None
        return "requirements" if kind == "skills" and any(other == "requirements" for *_, other in found) else kind

    def speaks_of_employer(self, paragraph: str) -> bool:
        """Whether a paragraph begins as those do that an employer writes of itself: `We are led by …`."""
        return bool(self._employers) and spoken(paragraph).startswith(self._employers)

    def mentions(self, paragraph: str, kinds: Set[str]) -> bool:
        """Whether any phrase of some kinds is in a paragraph, be it enough to give it away or not."""
        words = spoken(paragraph)
        known = known_in(words, self._prose)
        return any(kind in kinds and phrase in words for word in known for kind, phrase, _ in self._prose[word])

    def speaks_of_person(self, sentences: Sequence[str]) -> bool:
        """Whether a sentence, or what stands in it behind a name and a colon, begins as those about somebody in a role
        do: `You take in boats`."""
        parted = [text.partition(":") for text in sentences if ":" in text]
        behind = [said.strip() for name, _, said in parted if len(name.split()) <= _NAME_WORDS]
        return any(spoken(text).startswith(self._persons) for text in (*sentences, *behind) if text)

    def given_away_as(self, kind: str, items: Sequence[str]) -> list[bool]:
        """Which items are given away as of this kind. Whether any may be is asked of all of them together."""
        page = lowered("\n".join(items))
        may_be = any(all(word in page for word in phrase) for phrase in self._words_of.get(kind, ()))
        return [may_be and self.given_away_by(item).kind == kind for item in items]

    def given_away_by(self, paragraph: str, sentences: Callable[[str], Sequence[str]] = lambda text: (text,)) -> Given:
        """What the phrases of a paragraph say of it. One word alone gives nothing away. `sentences` parts it, where it
        may be of several."""
        words = spoken(paragraph)
        cues = [cue for word in known_in(words, self._prose) for cue in self._prose[word] if cue[1] in words]
        weights: dict[str, float] = {}
        for kind, _, weight in cues:
            weights[kind] = weights.get(kind, 0) + weight
        sure = {kind for kind, weight in weights.items() if weight >= _ENOUGH}
        return (
            _most([cue for cue in cues if cue[0] in sure], list(map(spoken, sentences(paragraph))))
            if sure
            else _NOTHING
        )


def _most(cues: Sequence[_Cue], sentences: Sequence[str]) -> Given:
    """The kind of most of a paragraph, by the lengths of the sentences that have its phrases; none where other
    kinds have nearly as much, or hardly any of it has phrases and the first sentence has none."""
    kinds = [frozenset(kind for kind, phrase, _ in cues if phrase in sentence) for sentence in sentences]
    told: Counter[str] = Counter()
    for sentence, found in zip(sentences, kinds, strict=True):
        told.update(dict.fromkeys(found, len(sentence)))
    (kind, most), *others = told.most_common() or [("", 0)]
    is_most = most > _MORE * sum(length for _, length in others)
    is_enough = kind in kinds[0] or most * _LEAST_SHARE >= sum(map(len, sentences))
    return Given(kind if is_most and is_enough else None, frozenset(told), kinds[0], len(cues))


def _weight(phrase: str) -> float:
    """One for several words, or letters of a script that does not part them; less for a word that may say anything."""
    return _HINT if " " not in phrase.strip() and phrase.startswith(" ") else 1.0


def _by_kind(lists: Mapping[str, Sequence[str]], prefix: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (name.removeprefix(prefix), tuple(phrases))
        for name, phrases in sorted(lists.items())
        if name.startswith(prefix)
    ]
