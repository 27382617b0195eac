"""Conflicts of users' words with known ones: a word with two meanings is refused, with both places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.errors import GrammarError
from ingest.grammar.folding import fold
from ingest.grammar.word_files import ANY, WordFile, listed

# Tables in which a word has one meaning, and what such a word is called there.
_NAMED = {
    "headings": "a heading of {key}",
    "facts": "a key of {key}",
    "columns": "a column of {key}",
    "attributes": "an attribute of {key}",
    "units": "a unit of {key}",
}


class Known(NamedTuple):
    """What a word means, and the file that says so."""

    key: str
    word: str
    file: WordFile


def check_words(built_in: Iterable[WordFile], added: Sequence[WordFile]) -> int:
    """How many words of the added files are new. Raises GrammarError for the first that already means something else.

    A word may mean two things in two languages; a file that states no language speaks for all.
    """
    theirs = {id(file) for file in added}
    known: dict[tuple[str, str], list[Known]] = {}
    new = 0
    for table, key, word, file in listed((*built_in, *added)):
        before, slot, after = word.partition("{}")
        place = (table, f"{fold(before)}{slot}{fold(after)}")
        there = known.setdefault(place, [])
        if id(file) in theirs:
            same = [other for other in there if _meet(other.file.language, file.language)]
            if table in _NAMED:
                for other in same:
                    if other.key != key:
                        _refuse(table, key, word, file, other)
            new += not any(other.key == key for other in same)
        there.append(Known(key, word, file))
    return new


def _meet(one: str, other: str) -> bool:
    return one == other or ANY in (one, other)


def _refuse(table: str, key: str, word: str, file: WordFile, other: Known) -> None:
    meant = _NAMED[table].format(key=other.key)
    where = other.file.path.replace("\\", "/").rpartition("/")[2]
    raise GrammarError(f'"{word}" is already {meant}, in {where}', file.path, file.line_of(word, table, key))
