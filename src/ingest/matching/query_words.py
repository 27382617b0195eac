"""Match the words of a query with a vocabulary: equal, as a beginning, or despite typing errors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

Likeness = npt.NDArray[np.float64]
"""One number a word of the vocabulary: 0 for another word, 1 for the same."""


def begun(word: str, vocabulary: Sequence[str]) -> Likeness:
    """Words that are `word` or begin with it, the more alike the less is missing. One letter begins nothing."""
    if len(word) == 1 and word.isascii():
        return np.array([float(word == other) for other in vocabulary])
    return np.array([len(word) / len(other) if other.startswith(word) else 0.0 for other in vocabulary])


def mistyped(word: str, vocabulary: Sequence[str]) -> Likeness:
    """Words that typing errors may have made `word` of: a letter too many, missing, another one, two swapped."""
    errors = _allowed(word)
    if not errors:
        return np.zeros(len(vocabulary))
    distances = cdist([word], vocabulary, scorer=OSA.distance, score_cutoff=errors, dtype=np.int32)[0]
    return np.where(distances <= errors, 1 - distances / len(word), 0.0)


def resembling(word: str, others: Sequence[str], least: float) -> Likeness:
    """Words, or whole texts, that have at least the share `least` of their letters in common with `word`."""
    rows = cdist([word], others, scorer=OSA.normalized_similarity, score_cutoff=least, dtype=np.float64)
    likeness: Likeness = rows[0]
    return likeness


def _allowed(word: str) -> int:
    """Errors that are likelier than another word is meant. `P4` is not `P5`, and no number another one."""
    if word.isdecimal() or (len(word) < 6 and any(letter.isdecimal() for letter in word)):
        return 0
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2
