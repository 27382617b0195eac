"""Unknown words held against known ones: like one of them as a whole, or with words inside that tell one meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from ingest.grammar.folding import AND, fold
from ingest.grammar.whole_words import is_spaceless
from ingest.grammar.word_files import NEEDS, WordFile, listed

_NEAR = 0.5  # share of the weight of two headings' words that has to be common
_APART = 0.05  # by which the nearest key has to be nearer than the next
_FEWEST = 2  # words of what is held against known words: one alone may be a part of anything
_TELLING = 0.9  # share of the known headings with a word that have to be of one kind
_FORMS = ("guidelines", "level")  # kinds that follow from the place of a heading, not from its words


class Said(NamedTuple):
    """A key that words may have, and the reason for it."""

    key: str
    reason: str


class KnownWords:
    """All known headings, keys and columns, by the words in them."""

    def __init__(self, files: Sequence[WordFile]) -> None:
        self._known: dict[str, dict[str, tuple[str, str]]] = {"headings": {}, "facts": {}, "columns": {}}
        for table, key, word, _ in listed(files):
            if table in self._known:
                self._known[table].setdefault(fold(word.replace("{}", " ")), (key, word))
        self._holding: dict[str, dict[str, list[str]]] = {}
        for table, known in self._known.items():
            holding = self._holding.setdefault(table, {})
            for folded in known:
                for part in _parts(folded):
                    holding.setdefault(part, []).append(folded)
        self._function_words = {
            word for file in files for words in file.tables.get("texts", {}).values() for word in words
        }
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        for folded, (key, _) in self._known["headings"].items():
            for part in set(folded.split()):
                self._kinds[part][NEEDS.get(key, key)] += 1

    def like(self, table: str, text: str) -> Said | None:
        """The key of the known word that shares most with a text, rare words counting more; None if two are as near."""
        own, holding = _parts(fold(text)), self._holding[table]
        if len(own) < _FEWEST:
            return None
        size = max(len(self._known[table]), 2)
        weight = {part: log(size / (1 + len(holding.get(part, ())))) + 0.1 for part in own}
        shared: dict[str, float] = defaultdict(float)
        telling = set()  # of those that share more than function words
        for part in own:
            for folded in holding.get(part, ()):
                shared[folded] += weight[part]
                if part not in self._function_words:
                    telling.add(folded)
        total = sum(weight.values())
        best: dict[str, tuple[float, str]] = {}
        for folded in telling:
            other = sum(log(size / (1 + len(holding[part]))) + 0.1 for part in _parts(folded))
            likeness = shared[folded] / (total + other - shared[folded])
            key, word = self._known[table][folded]
            best[key] = max(best.get(key, (0.0, "")), (likeness, word))
        ranked = sorted(((likeness, key, word) for key, (likeness, word) in best.items()), reverse=True)
        if not ranked or ranked[0][0] < _NEAR or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _APART):
            return None
        return Said(ranked[0][1], f'like "{ranked[0][2]}"')

    def around(self, text: str) -> Said | None:
        """The kind of the longest known heading that a heading begins or ends with: `What you will do | at sea`."""
        words = fold(text).split()
        for width in range(len(words) - 1, _FEWEST, -1):
            for part in (words[:width], words[-width:]):
                found = self._known["headings"].get(" ".join(part))
                if found is not None:
                    return Said(found[0], f'it holds "{found[1]}"')
        return None

    def inside(self, text: str, *, often: int) -> Said | None:
        """Return the kind that nearly all known headings with a word of this text have; None if no word tells, or two
        disagree.

        `often` is the number of known headings in which a word must occur.
        """
        told: dict[str, str] = {}
        for word in fold(text).split():
            kinds = self._kinds[word] if word not in self._function_words else Counter()
            [(kind, count)] = kinds.most_common(1) or [("", 0)]
            if kinds.total() >= often and count >= _TELLING * kinds.total() and kind not in _FORMS:
                told.setdefault(kind, word)
        if len(told) != 1:
            return None
        [(kind, word)] = told.items()
        return Said(kind, f'"{word}" is a word of {kind}')


def _parts(folded: str) -> frozenset[str]:
    """Words; of scripts without blanks, pairs of letters."""
    if not is_spaceless(folded) or " " in folded:
        return frozenset(word for word in folded.split() if word != AND)
    return frozenset(folded[at : at + 2] for at in range(len(folded) - 1)) or frozenset((folded,))
