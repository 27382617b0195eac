"""What comes near a query that nothing answers."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from rapidfuzz import fuzz, process

from ingest.matching.texts import fold

_LEAST = 60.0  # of 100: below, nobody would see why


def nearest(query: str, texts: Iterable[str], count: int = 5) -> list[str]:
    """The `count` texts most like the folded `query`, by letters, in part or in another order of words, best first."""
    stated = sorted(set(texts))
    folded = fold(pa.array(stated, pa.string())).to_pylist()
    found = process.extract(query, folded, scorer=fuzz.WRatio, limit=count, score_cutoff=_LEAST)
    return [stated[index] for _, _, index in found]
