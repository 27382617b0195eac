"""Unknown words of a corpus, ranked, with what they may mean where there is a reason that holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.grammar.folding import fold
from ingest.grammar.word_files import NEEDS
from ingest.suggestions.known_words import KnownWords, Said
from ingest.suggestions.lines_below import Below
from ingest.suggestions.unknown_words import Met, Table, Unknown

_ORDER: tuple[Table, ...] = ("headings", "facts", "columns")
_WIDEST = 120  # characters; what is wider is a sentence
_OFTEN = 6  # known headings that have a word which alone tells a kind,
_SELDOM = 2  # and one that does where the lines below say the same


class Suggestion(NamedTuple):
    """Unknown words, how often they occur and in how many pages, the first places, and what they may mean, and why."""

    table: Table
    text: str
    times: int
    pages: int
    places: tuple[str, ...]
    key: str | None
    reason: str | None


def suggest(met: Iterable[Met], grammars: Grammars) -> list[Suggestion]:
    """Return the unknown words, most frequent first, with a proposed key if there is a reason for one.

    The words of one page come together. Memory holds one entry per word, not one per occurrence.
    """
    unknown: dict[tuple[Table, str], Unknown] = {}
    for one in met:
        folded = fold(one.text)
        if folded and len(one.text) <= _WIDEST and not _is_known(one, grammars):
            unknown.setdefault((one.table, folded), Unknown()).add(one)
    known = KnownWords(grammars.word_files)
    found = []
    for (table, _), word in unknown.items():
        said = _meaning(table, word, known, grammars)
        found.append(Suggestion(table, word.text, word.times, word.pages, tuple(word.places), *(said or (None, None))))
    return sorted(found, key=lambda one: (-one.pages, -one.times, _ORDER.index(one.table), one.text))


def _is_known(one: Met, grammars: Grammars) -> bool:
    words = grammars.words
    if one.table == "facts":
        return words.fact_key(one.text) is not None
    if one.table == "columns":
        is_level = grammars.levels.read(one.text, where="table") is not None
        return is_level or words.column(one.text) is not None or words.is_furniture(one.text)
    return (
        words.heading(one.text) is not None
        or grammars.levels.read(one.text, where="heading") is not None
        or words.is_furniture(one.text)
    )


def _meaning(table: Table, word: Unknown, known: KnownWords, grammars: Grammars) -> Said | None:
    """Return a key and its reason, if there is one that the lines below do not contradict."""
    alike = known.like(table, word.text)
    if table != "headings":
        return alike
    below = Below(word.below, grammars)
    told = known.inside(word.text, often=_OFTEN)
    if alike is not None:
        against = {below.kind, told and _kind(told)} - {None, _kind(alike)}
        return None if against else alike
    inside = known.around(word.text) or told
    if inside is not None:
        return None if below.denies(_kind(inside)) else inside
    hint = known.inside(word.text, often=_SELDOM)
    if hint is not None and below.supports(_kind(hint)):
        return Said(hint.key, f"{hint.reason}, and {below.reason(_kind(hint))}")
    return Said(below.kind, below.reason(below.kind)) if below.kind else None


def _kind(said: Said) -> str:
    return NEEDS.get(said.key, said.key)
