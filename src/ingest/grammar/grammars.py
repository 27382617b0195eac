"""The grammars: loaded once, asked through plain methods.

Every grammar is LALR and stands in `grammars/*.lark`. Answers are tuples and strings; no tree leaves this module.
Look-ups of short texts are remembered in bounded caches: a catalogue repeats its headings on every page.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from lark import Lark

from ingest.errors import GrammarError
from ingest.grammar.added_words import installed_words
from ingest.grammar.answers import Card, CodeLine, Evidence, Label, Meaning, Years
from ingest.grammar.cards import Cards, read_evidence
from ingest.grammar.codes import Codes, half_width
from ingest.grammar.facts import FactPhrase, read_facts
from ingest.grammar.facts import Reading as FactReading
from ingest.grammar.inline import Inline, read_inline, without_entities
from ingest.grammar.language import Language
from ingest.grammar.levels import LevelNotation, Levels, levels_of
from ingest.grammar.openers import Openers
from ingest.grammar.page import PageGrammar
from ingest.grammar.parsers import parser_of
from ingest.grammar.pay import PayPhrase, PayWords, read_pay
from ingest.grammar.phrases import Phrases
from ingest.grammar.schemes import CodePhrase, read_code, read_glued_facts
from ingest.grammar.word_files import LEVELS, MAX_WIDTH, Source, WordFile, parse_words, read_source, read_sources
from ingest.grammar.words import Words, words_of
from ingest.grammar.years import read_years

NAMES = ("page", "phrases")
WORDS = "words"
_CACHE = 4096
_BEGINS_MARKED = (">", ":")  # marks that count only at the beginning
_HAS_DIGIT = re.compile(r"\d")

Answer = TypeVar("Answer")
_REMEMBERED: list[str] = []


@cache
def default_directory() -> Path:
    """Where the grammars are: inside the installed package, or beside `src/` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "grammars"
    return installed if installed.is_dir() else package.parent.parent / "grammars"


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


def _remembered(method: Callable[[Grammars, str], Answer]) -> Callable[[Grammars, str], Answer]:
    """Remember a look-up's answers per Grammars instance, in a bounded cache: `__init__` puts it before the method."""
    _REMEMBERED.append(method.__name__)
    return method


class Grammars:
    """All grammars of one folder, with added words. `digest` changes whenever a byte of one of them does."""

    def __init__(self, directory: Path, added: tuple[Source, ...] = ()) -> None:
        self.directory = directory
        self.added = added
        self._texts = {name: self._read(name) for name in NAMES}
        words = directory / WORDS
        self._words_folder = words if words.is_dir() else default_directory() / WORDS
        self._word_sources = read_sources(self._words_folder)
        levels = self._words_folder / f"{LEVELS}.toml"
        self._levels_path = levels if levels.is_file() else default_directory() / WORDS / levels.name
        self._levels_source = read_source(self._levels_path)
        digest = hashlib.sha256()
        for name, text in self._texts.items():
            digest.update(f"{name}\0{text}\0".encode())
        for path, data in (*self._word_sources, self._levels_source, *added):
            digest.update(b"%s\0%s\0" % (Path(path).name.encode(), data))
        self.digest = digest.hexdigest()[:32]
        for name in _REMEMBERED:
            setattr(self, name, lru_cache(maxsize=_CACHE)(getattr(self, name)))

    def compile_all(self) -> None:
        """Compile every grammar now. Raises GrammarError."""
        for made in (self.page, self._phrases, self._lines, self.words, self.levels):
            assert made is not None

    def _path(self, name: str) -> str:
        return str(self.directory / f"{name}.lark")

    # -- lines of a page ---------------------------------------------------------------------------------------------

    def is_pair(self, text: str) -> bool:
        """Whether a text is a key with its value: `Career level: P3`."""
        return self.page.pair.match(f"{text}\n") is not None

    @_remembered
    def is_furniture(self, text: str) -> bool:
        """Whether a whole line is navigation, a button's label, or nothing but marks of other tools."""
        if len(text) > MAX_WIDTH:
            return False
        return self.words.is_furniture(text) or self.page.leftover.fullmatch(text.strip()) is not None

    # -- words -----------------------------------------------------------------------------------------------------

    @_remembered
    def heading(self, text: str) -> Meaning | None:
        """The section that a heading opens wherever it stands, if its words are known and can be nothing else."""
        return self._openers.heading(text)

    @_remembered
    def column(self, text: str) -> str | None:
        """The field that a table's column heading means."""
        return self.words.column(text)

    @_remembered
    def attribute(self, text: str) -> str | None:
        """The Level field that a key of a level block means."""
        return self.words.attribute(text)

    @_remembered
    def is_placeholder(self, text: str) -> bool:
        """Whether a sentence says that there is nothing here."""
        return self.words.is_placeholder(text)

    # -- codes, titles, labels -----------------------------------------------------------------------------------------

    def may_hold_code(self, text: str) -> bool:
        """Whether a code may stand anywhere in a text; for most texts, no is the answer."""
        return self._codes.may_be_in(text)

    @_remembered
    def code(self, text: str) -> CodeLine | None:
        """A whole-line profile code, a label before it and backticks or bold around it allowed."""
        return self._codes.code(text)

    def is_code_key(self, text: str) -> bool:
        """Whether a text is what a page calls its code, and nothing more: `Job code`."""
        return self._codes.is_key(text)

    @_remembered
    def title(self, text: str) -> Label | None:
        """The level and the name in a title line, if it states a level."""
        return self._codes.title(text)

    @_remembered
    def label(self, text: str) -> Label | None:
        """A level label: `P2`, `P2 — Analyst`, `P2: Analyst`, `P2 Analyst`, `P2Analyst`."""
        return self._codes.label(text)

    @_remembered
    def heading_level(self, text: str) -> LevelNotation | None:
        """The level that a heading states, with a name beside it or not."""
        return self.levels.read(text, where="heading")

    # -- inline marks --------------------------------------------------------------------------------------------------

    @_remembered
    def inline(self, text: str) -> Inline:
        """A text as a reader of the page sees it: without marks, escapes, entities and tags; where its links lead, and
        what is struck out."""
        plain = self._unmarked.fullmatch(text)
        return Inline(text) if plain and text[:1] not in _BEGINS_MARKED else read_inline(text, self._phrases)

    def plain(self, text: str) -> str:
        """A text without marks, escapes, entities and tags."""
        return self.inline(text).text

    def without_entities(self, text: str) -> str:
        """A text with entities as the letters and signs that they stand for; those of marks stay as they are."""
        return without_entities(text, self._entity) if "&" in text else text

    def without_asides(self, text: str) -> str:
        """A text without comments and without attributes of a template (`{: .wide}`)."""
        return self._aside.sub("", text).rstrip() if "{" in text or "<!--" in text else text

    # -- phrases -------------------------------------------------------------------------------------------------------

    def experience(self, text: str) -> tuple[Years, ...]:
        """Every interval of years that a phrase states, in order."""
        return tuple(years for years in self.years(text) if years)

    def is_unsure_of_years(self, text: str) -> bool:
        """Whether a phrase holds a length of experience that is not understood: `~5 years`, `3 of the last 5 years`."""
        return None in self.years(text)

    @_remembered
    def years(self, text: str) -> tuple[Years | None, ...]:
        """Every length of experience that a phrase states, in order; None for one that is not understood."""
        text = half_width(text)
        return read_years(text, self._phrases, self.words.number_words) if self._unit_of_time.search(text) else ()

    def read_pay(self, text: str) -> tuple[PayPhrase, ...]:
        """The pay that a text states, in order. That it is about pay, the caller knows."""
        if not _HAS_DIGIT.search(text):
            return ()
        words = PayWords(self.words.currencies, self.words.periods, self.words.units)
        return read_pay(half_width(text), self._phrases, words)

    def read_code(self, text: str, scheme: str | None = None) -> CodePhrase | None:
        """A code of an outside scheme and its title: `NOC 2021: 21210 Mathematicians`; None for anything else.

        `scheme` is what stands above the line; if it is known, the line may begin with the code.
        """
        if not _HAS_DIGIT.search(text) or (scheme is None and not self._scheme.match(text)):
            return None
        is_known = scheme is not None and self._scheme.search(scheme) is not None
        return read_code(text, self._phrases, scheme=is_known)

    @_remembered
    def read_facts(self, text: str) -> tuple[FactPhrase, ...] | None:
        """The keys and values of a line, `Location: Leeds`; None for a line that is something else."""
        return read_facts(text, self._fact_reading)

    @_remembered
    def facts(self, text: str) -> tuple[tuple[str, str], ...] | None:
        """`code=…source=…` as pairs; None if the text is anything else."""
        return read_glued_facts(text, self._lines)

    @_remembered
    def cards(self, text: str) -> tuple[Card, ...] | None:
        """The cards that a line holds, glued or not; None if the text is anything else."""
        return self._cards.read(text)

    @_remembered
    def band(self, text: str) -> str | None:
        """A match band, alone on its line."""
        return self._cards.band(text)

    @_remembered
    def evidence(self, text: str) -> Evidence:
        """The scale and the pass mark that a sentence on provenance states."""
        return read_evidence(text, self._lines)

    # -- loading -------------------------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> PageGrammar:
        """The language of pages: lines to blocks."""
        return PageGrammar(self.directory / "page.lark", self._texts["page"], is_kept=self._is_own)

    @cached_property
    def words(self) -> Words:
        """What words mean: of headings, keys, columns, levels, units, in all languages."""
        is_own = self._words_folder == default_directory() / WORDS
        return words_of(self._words_folder, self._word_sources, self.added, is_kept=is_own)

    @cached_property
    def _lines(self) -> Language:
        return Language(self._parser("lines", "phrases"))

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self._lines, self.words.fact_key)

    @cached_property
    def _openers(self) -> Openers:
        return Openers(self.words, self._lines.terminal("LEVEL"), self._scheme)

    @cached_property
    def _cards(self) -> Cards:
        return Cards(self._lines)

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self._parser("phrases", "phrases"), self._path("phrases"))

    @cached_property
    def _fact_reading(self) -> FactReading:
        return FactReading(self._phrases, self.words.fact_key, self.plain)

    @cached_property
    def _unmarked(self) -> re.Pattern[str]:
        return self._phrases.pattern("PLAIN")

    @cached_property
    def _entity(self) -> re.Pattern[str]:
        return self._phrases.pattern("ENTITY")

    @cached_property
    def _aside(self) -> re.Pattern[str]:
        return self._phrases.pattern("COMMENT", "ATTRIBUTES", "TEMPLATE")

    @cached_property
    def _scheme(self) -> re.Pattern[str]:
        return self._phrases.pattern("SCHEME")

    @cached_property
    def _unit_of_time(self) -> re.Pattern[str]:
        return self._phrases.pattern("YEAR", "YEARS", "MONTH", "MONTHS")

    @cached_property
    def word_files(self) -> tuple[WordFile, ...]:
        """The files that the words come from, those that were added last."""
        return tuple(map(parse_words, (*self._word_sources, *self.added)))

    @cached_property
    def levels(self) -> Levels:
        """How levels are written."""
        is_own = self._levels_path.parent == default_directory() / WORDS
        return levels_of(self._levels_source, self.words.level_name, is_kept=is_own)

    def _read(self, name: str) -> str:
        return _text(self.directory / f"{name}.lark")

    def _parser(self, name: str, grammar: str) -> Lark:
        return parser_of(name, self.directory / f"{grammar}.lark", self._texts[grammar], is_kept=self._is_own)

    @property
    def _is_own(self) -> bool:
        """Beside a folder of others nothing is kept, or taken from there."""
        return self.directory == default_directory()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GrammarError(f"cannot read this grammar: {error}", str(path)) from error
