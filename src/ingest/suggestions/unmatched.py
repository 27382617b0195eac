"""Words of a file that no page has: they may be misspelled, or of a page that has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.grammar import Grammars
from ingest.grammar.folding import fold
from ingest.grammar.word_dictionaries import tables_of
from ingest.grammar.word_files import WordFile
from ingest.grammar.word_lookup import Words
from ingest.suggestions.unknown_words import Table


class Unmatched(NamedTuple):
    """A word without a page, what it is (`heading`, `key`), and its line in the file."""

    word: str
    noun: str
    line: int | None


def unmatched(file: WordFile, met: Mapping[Table, Sequence[str]], grammars: Grammars) -> Iterator[Unmatched]:
    """Return the headings and keys of a file that were not met, in the order of the file."""
    around = _around(grammars.word_files)
    headings = file.tables.get("headings", {})
    found = _known_by(headings, file, around, met.get("headings", ()))
    for key, words in headings.items():
        for word in words:
            if not _known_by({key: (word,)}, file, around, found):
                yield Unmatched(word, "heading", file.line_of(word, "headings", key))
    labels = {fold(label) for label in met.get("facts", ())}
    for key, words in file.tables.get("facts", {}).items():
        for word in words:
            if fold(word) not in labels:
                yield Unmatched(word, "key", file.line_of(word, "facts", key))


def _known_by(headings: Mapping[str, Sequence[str]], file: WordFile, around: WordFile, met: Sequence[str]) -> list[str]:
    """Return the headings that consist of few words, with the words that may surround them."""
    tables = {"headings": {key: tuple(words) for key, words in headings.items()}}
    words = Words(tables_of([around, file._replace(tables=tables)]))
    return [heading for heading in met if words.heading(heading, file.language) is not None]


def _around(files: Sequence[WordFile]) -> WordFile:
    """Return the words that may precede or follow others, from all files together."""
    lists: dict[str, list[str]] = {}
    for file in files:
        for key, words in file.tables.get("around", {}).items():
            lists.setdefault(key, []).extend(words)
    return files[0]._replace(tables={"around": {key: tuple(words) for key, words in lists.items()}})
