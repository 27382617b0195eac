"""A folder of grammars and words: what is in it, and the parsers and dictionaries that are made of it."""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path

from lark import Lark

from ingest.grammar.lark_parsers import parser_of, terminals_of
from ingest.grammar.level_notation import Levels, levels_of
from ingest.grammar.line_grammar import Language
from ingest.grammar.page_grammar import PageGrammar
from ingest.grammar.phrase_grammar import PARSED, Phrases
from ingest.grammar.word_files import LEVELS, Source, WordFile, parse_added, parse_words, read_source, read_sources
from ingest.grammar.word_lookup import Words, words_of
from ingest.grammar_terminals import default_directory, read_grammar

NAMES = ("page", "phrases")
WORDS = "words"


class Folder:
    """The files, read at once, and what is made of them, each when it is first asked for. `added` are users' words.

    A folder may leave out `words/`, or the levels in it: then they are the project's own. `digest` changes whenever a
    byte of a file does. Raises GrammarError, with file and line, if a file is missing or broken.
    """

    def __init__(self, directory: Path, added: tuple[Source, ...] = ()) -> None:
        self.directory = directory
        self.added = added
        self._grammars = {name: read_grammar(self._path(name)) for name in NAMES}
        words = directory / WORDS
        self._words_folder = words if words.is_dir() else default_directory() / WORDS
        self._words = read_sources(self._words_folder)
        levels = self._words_folder / f"{LEVELS}.toml"
        self._levels_path = levels if levels.is_file() else default_directory() / WORDS / levels.name
        self._levels = read_source(self._levels_path)

    @cached_property
    def digest(self) -> str:
        """32 hexadecimal digits of all files' bytes."""
        digest = hashlib.sha256()
        for name, text in self._grammars.items():
            digest.update(f"{name}\0{text}\0".encode())
        for path, data in (*self._words, self._levels, *self.added):
            digest.update(b"%s\0%s\0" % (Path(path).name.encode(), data))
        return digest.hexdigest()[:32]

    @cached_property
    def page(self) -> PageGrammar:
        """The language of pages: lines to blocks."""
        return PageGrammar(self._path("page"), self._grammars["page"], is_kept=self._is_own)

    @cached_property
    def phrases(self) -> Phrases:
        """What is read inside a line, word by word."""
        path = self._path("phrases")
        terminals = terminals_of(path, self._grammars["phrases"], is_kept=self._is_own)
        return Phrases(self._parser, terminals, str(path))

    @cached_property
    def lines(self) -> Language:
        """What is a line of its own: codes, titles, labels, cards, scales."""
        return Language(self._parser("lines"))

    @cached_property
    def words(self) -> Words:
        """What words mean: of headings, keys, columns, levels, units, in all languages."""
        is_own = self._words_folder == default_directory() / WORDS
        return words_of(self._words_folder, self._words, self.added, is_kept=is_own)

    @cached_property
    def levels(self) -> Levels:
        """How levels are written."""
        is_own = self._levels_path.parent == default_directory() / WORDS
        return levels_of(self._levels, self.words.level_name, is_kept=is_own)

    @cached_property
    def word_files(self) -> tuple[WordFile, ...]:
        """The files that the words come from, those that were added last."""
        built_in = tuple(map(parse_words, self._words))
        return (*built_in, *(parse_added(source, built_in) for source in self.added))

    def make_all(self) -> None:
        """Make all of them now. Raises GrammarError."""
        for made in (self.page, *map(self.phrases.parser, PARSED), self.lines, self.words, self.levels):
            assert made is not None

    def _path(self, name: str) -> Path:
        return self.directory / f"{name}.lark"

    def _parser(self, name: str) -> Lark:
        """One of the parsers of phrases."""
        return parser_of(name, self._path("phrases"), self._grammars["phrases"], is_kept=self._is_own)

    @property
    def _is_own(self) -> bool:
        """Return whether the folder is the program's own; parsers are kept beside our own grammars only."""
        return self.directory == default_directory()
