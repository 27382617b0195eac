"""Match the texts of two lists: equal ones first, then the most similar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log

ALIKE = 0.5  # of two texts' words, weighted, so many must be shared for one to be the other, changed
_PAIRS = 250_000  # with more pairs than this only identical texts are found; it would take too long
_WORD = re.compile(r"\w+")


def align(ones: Sequence[str], others: Sequence[str], *, least: float = ALIKE) -> dict[int, int]:
    """Return a map from places in `ones` to places in `others`, each used at most once.

    The similarity of two texts is the weight of the words they share, as a part of the weight of all their words. A
    word weighs less the more texts have it, so no stop words are needed, in any language. Ties go to the earlier texts.
    """
    pairs = _identical(ones, others)
    left = [place for place in range(len(ones)) if place not in pairs]
    right = [place for place in range(len(others)) if place not in set(pairs.values())]
    if len(left) * len(right) <= _PAIRS:
        pairs |= _most_alike({place: ones[place] for place in left}, {place: others[place] for place in right}, least)
    return pairs


def _identical(ones: Sequence[str], others: Sequence[str]) -> dict[int, int]:
    """The first of a text with the first of it, the second with the second."""
    places: dict[str, list[int]] = {}
    for place in reversed(range(len(others))):
        places.setdefault(others[place], []).append(place)
    return {place: places[text].pop() for place, text in enumerate(ones) if places.get(text)}


def _most_alike(ones: dict[int, str], others: dict[int, str], least: float) -> dict[int, int]:
    words = [{place: frozenset(_words(text)) for place, text in texts.items()} for texts in (ones, others)]
    having = Counter(word for texts in words for found in texts.values() for word in found)
    weights = {word: log(1 + (len(ones) + len(others)) / count) for word, count in having.items()}
    total = [{place: sum(map(weights.__getitem__, found)) for place, found in texts.items()} for texts in words]
    scored = []
    for one in ones:
        for other in others:
            shared = sum(map(weights.__getitem__, words[0][one] & words[1][other]))
            together = total[0][one] + total[1][other]
            score = 2 * shared / together if together else 0.0
            if score >= least:
                scored.append((-score, abs(one - other), one, other))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in sorted(scored):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
