"""Phrases inside sentences that say what is announced, or what a paragraph is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.grammar.spoken import first_word, lowered, spoken, whole_words

_ENOUGH = 1.0  # the weight of phrases that give a paragraph away
_LEAST_ITEMS = 3  # of a list that its beginnings give away,
_MOST_OF_THEM = 0.75  # and the share of them that have to begin alike
_NAME_WIDTH = 60  # characters of a name before what is said of it

_Cue = tuple[str, str, float]  # a kind, its phrase, what the phrase weighs


class Cues:
    """The phrases of `[leads]` and `[prose]`, by kind."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self._leads = _by_kind(lists, "leads.")
        self._prose: dict[str, list[_Cue]] = {}  # by the first word; "" for phrases of words that are not set apart
        self._words_of: dict[str, list[list[str]]] = {}
        for kind, phrases in _by_kind(lists, "prose."):
            self._words_of[kind] = [phrase.split() for phrase in phrases]
            for phrase in phrases:
                self._prose.setdefault(first_word(phrase), []).append((kind, phrase, _weight(phrase)))
        self._duties = frozenset(form for verb in lists.get("starts.responsibilities", ()) for form in _forms(verb))
        self._abilities = tuple(map(spoken, lists.get("starts.abilities", ())))
        self._demands = (*map(spoken, lists.get("starts.requirements", ())), *self._abilities)
        self._employers = tuple(map(spoken, lists.get("starts.organisation", ())))

    def announced_by(self, sentence: str) -> str | None:
        """The kind of list that a sentence announces: that of the phrase which stands last in it. One that names skills
        behind demands announces demands: `Qualifications and skills that we look for`."""
        words = spoken(sentence)
        found = [(words.rfind(phrase), kind) for kind, phrases in self._leads for phrase in phrases if phrase in words]
        kind = max(found)[1] if found else None
        return "requirements" if kind == "skills" and any(other == "requirements" for _, other in found) else kind

    def begun_by(self, items: Sequence[str]) -> str | None:
        """The kind of a list of which nearly all items begin as duties do, or as demands."""
        duties = sum(self.begins(item, "responsibilities") for item in items)
        demands = sum(self.begins(item, "requirements") for item in items)
        if len(items) < _LEAST_ITEMS or max(duties, demands) < _MOST_OF_THEM * len(items):
            return None
        return "responsibilities" if duties > demands else "requirements"

    def begins(self, item: str, kind: str) -> bool:
        """Whether a text, or what stands in it behind a name and a colon, begins as duties do, as demands, or as those
        demands that are `abilities`: `kind` says which."""
        name, colon, said = item.partition(":")
        behind = said if colon and said.strip() and len(name) <= _NAME_WIDTH else ""
        return self._begins(spoken(item), kind) or (bool(behind) and self._begins(spoken(behind.strip()), kind))

    def _begins(self, start: str, kind: str) -> bool:
        if kind == "responsibilities":
            return start.split(" ", 2)[1] in self._duties
        return start.startswith(self._abilities if kind == "abilities" else self._demands)

    def speaks_of_employer(self, paragraph: str) -> bool:
        """Whether a paragraph begins as those do that an employer writes of itself: `We are led by …`."""
        return bool(self._employers) and spoken(paragraph).startswith(self._employers)

    def given_away_as(self, kind: str, items: Sequence[str]) -> list[bool]:
        """Which items are given away as of this kind. Whether any may be is asked of all of them together."""
        page = lowered("\n".join(items))
        may_be = any(all(word in page for word in phrase) for phrase in self._words_of.get(kind, ()))
        return [may_be and self.given_away_by(item) == kind for item in items]

    def given_away_by(self, paragraph: str) -> str | None:
        """The kind of a paragraph whose phrases are all of one kind. One word alone gives nothing away."""
        words = spoken(paragraph)
        found: dict[str, float] = {}
        for first in self._prose.keys() & words.split(" "):
            for kind, phrase, weight in self._prose[first]:
                if phrase in words:
                    found[kind] = found.get(kind, 0) + weight
        if len(found) != 1:
            return None
        kind, weight = found.popitem()
        return kind if weight >= _ENOUGH else None


def _weight(phrase: str) -> float:
    """One for several words, or letters of a script that does not part them; less for a word that may say anything."""
    return 0.5 if " " not in phrase.strip() and phrase.startswith(" ") else 1.0


def _forms(verb: str) -> tuple[str, ...]:
    """`lead`, `leads` and `leading`; `write`, `writes`, `writing`; `plan`, `plans`, `planning`; `carry`, `carries`."""
    stem = verb.removesuffix("e")
    thirds = verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"
    return verb, thirds, verb + "es", stem + "ing", verb + verb[-1] + "ing", verb + "ing"


def _by_kind(lists: Mapping[str, Sequence[str]], prefix: str) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (name.removeprefix(prefix), tuple(map(whole_words, phrases)))
        for name, phrases in sorted(lists.items())
        if name.startswith(prefix)
    ]
