"""Which of many texts answer a query, how, and how well. All are looked at at once, column by column."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.matching.query_words import begun, mistyped
from ingest.matching.texts import Texts

Numbers = npt.NDArray[np.float64]


class Kind(IntEnum):
    """How a text answers a query; a higher kind always has the higher score."""

    NONE, FUZZY, PART, WORDS, PREFIX, EXACT = range(6)


_LEAST = np.array([0.0, 0.3, 0.6, 0.7, 0.9, 1.0])  # the score that a kind has at least
_ROOM = np.array([0.0, 0.29, 0.09, 0.19, 0.09, 0.0])  # and what nearness and share of the text add to it
_SHORTEST_PART = 3  # letters: fewer stand in too many texts
_NO_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # writing that needs none, so any part is a word


class Matches(NamedTuple):
    """For each text its `Kind` as a number, and its score: 0 for no answer, 1 for the same text."""

    kinds: npt.NDArray[np.int8]
    scores: Numbers


def match(query: str, texts: Texts) -> Matches:
    """Return how each of `texts` matches `query`, which is folded as they are.

    EXACT: the same words. PREFIX: the text begins with the query. WORDS: every word of the query is a word of the text,
    or begins one. PART: the query occurs inside the text. FUZZY: every word is a word of the text except for typing
    errors, or blanks differ.
    """
    words = query.split(" ")
    same = [begun(word, texts.vocabulary) for word in words]
    like = [np.maximum(known, mistyped(word, texts.vocabulary)) for word, known in zip(words, same, strict=True)]
    whole = _all_words(same, texts)
    near = np.maximum(_all_words(like, texts), _unspaced(query, texts.folded))
    kinds = np.zeros(len(texts.folded), np.int8)
    quality = np.ones(len(kinds))
    for kind, likeness in (
        (Kind.FUZZY, near),
        (Kind.PART, _part(query, texts.folded)),
        (Kind.WORDS, whole),
        (Kind.PREFIX, _begins(query, texts.folded)),
        (Kind.EXACT, _numbers(pc.equal(texts.folded, query))),
    ):
        found = likeness > 0
        kinds[found], quality[found] = kind, likeness[found]
    share = np.minimum(1.0, len(query) / np.maximum(1, texts.lengths))
    return Matches(kinds, (_LEAST[kinds] + _ROOM[kinds] * (quality + share) / 2).round(4))


def _all_words(likeness: list[Numbers], texts: Texts) -> Numbers:
    """The mean over the query's words of the likeness of the text's nearest word; 0 where one of them has none."""
    nearest = [np.maximum.reduceat(of_word[texts.numbers], texts.starts) for of_word in likeness]
    return np.where(np.min(nearest, axis=0) > 0, np.mean(nearest, axis=0), 0.0)


def _begins(query: str, folded: pa.Array) -> Numbers:
    if len(query) == 1 and query.isascii():
        return np.zeros(len(folded))
    return _numbers(pc.starts_with(folded, pattern=query))


def _part(query: str, folded: pa.Array) -> Numbers:
    if len(query) < _SHORTEST_PART and not _NO_BLANKS.search(query):
        return np.zeros(len(folded))
    return _numbers(pc.match_substring(folded, pattern=query))


def _unspaced(query: str, folded: pa.Array) -> Numbers:
    """Texts that begin with the query if blanks do not count: `datapipelines`, `data pipe lines`."""
    bare = query.replace(" ", "")
    if len(bare) < _SHORTEST_PART:
        return np.zeros(len(folded))
    return _numbers(pc.starts_with(pc.replace_substring(folded, pattern=" ", replacement=""), pattern=bare))


def _numbers(found: pa.Array) -> Numbers:
    numbers: Numbers = found.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return numbers
