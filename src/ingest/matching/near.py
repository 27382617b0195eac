"""What comes near a query that nothing answers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from ingest.matching.query_words import begun, resembling
from ingest.matching.texts import Texts, fold_one

_LETTERS = 0.55  # the share that a word has to have in common: below, nobody would see why
_WORDS = 0.45  # the share of the query's words


def nearest(query: str, texts: Iterable[str], count: int = 5) -> list[str]:
    """The `count` texts that have most of the query's words, or words like these, or are like it as a whole."""
    stated = sorted(set(texts))
    asked = fold_one(query)
    if not stated or not asked:
        return []
    known = Texts.of(pa.array(stated, pa.string()))
    words = asked.split(" ")
    found = np.zeros(len(stated))
    for word in words:
        likeness = np.maximum(begun(word, known.vocabulary), resembling(word, known.vocabulary, _LETTERS))
        found += np.maximum.reduceat(likeness[known.numbers], known.starts)
    strange = np.abs(known.lengths - len(asked)) / np.maximum(known.lengths, len(asked))
    alike = np.flatnonzero(strange <= 1 - _LETTERS)  # of about this length
    whole = np.zeros(len(stated))
    whole[alike] = resembling(asked, known.folded.take(alike).to_pylist(), _LETTERS)
    score = np.maximum(found / len(words), whole)
    best = np.lexsort((np.arange(len(stated)), strange, -score.round(4)))[:count]
    return [stated[index] for index in best if score[index] >= _WORDS]
