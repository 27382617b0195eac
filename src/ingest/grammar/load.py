"""Grammars are loaded once a process, however often they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from ingest.grammar.facade import Grammars
from ingest.grammar.user_words import installed_words
from ingest.grammar.word_files import Source
from ingest.grammar_terminals import default_directory


def load_grammars(directory: Path | None = None, words: Sequence[Source] | None = None) -> Grammars:
    """The grammars of a folder (default: the project's own), with added words, loaded once a process.

    `words` are files as `word_sources` gives them; by default those of installed packages alone. Raises GrammarError,
    with file and line, if a file is missing or broken. Grammars of another folder are all compiled here, as added words
    are, so that what is broken is found before the first dump is read.
    """
    return _loaded(directory or default_directory(), installed_words() if words is None else tuple(words))


@lru_cache(maxsize=8)
def _loaded(directory: Path, added: tuple[Source, ...]) -> Grammars:
    grammars = Grammars(directory, added)
    if directory != default_directory():
        grammars.compile_all()
    if added:
        assert grammars.words is not None
    return grammars
