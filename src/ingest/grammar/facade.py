"""The facade of this room: what other rooms ask the grammars and words of a folder, through plain methods.

Answers are tuples and strings; no tree leaves this room. Look-ups of short texts are remembered in bounded caches: a
catalogue repeats its headings on every page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from ingest.grammar.answer_types import Card, CodeLine, Evidence, Label, Meaning, Years
from ingest.grammar.classification_codes import CodePhrase, read_code, read_glued_facts
from ingest.grammar.code_lines import Codes
from ingest.grammar.currencies import PayWords
from ingest.grammar.facts import FactPhrase, read_facts
from ingest.grammar.facts import Reading as FactReading
from ingest.grammar.folding import half_width
from ingest.grammar.grammar_folder import Folder
from ingest.grammar.inline_markup import Inline, InlineMarks
from ingest.grammar.level_notation import LevelNotation, Levels
from ingest.grammar.page_grammar import PageGrammar
from ingest.grammar.pay import PayPhrase, bound_of, has_figure, read_pay
from ingest.grammar.provenance_scale import read_evidence
from ingest.grammar.role_cards import Cards
from ingest.grammar.section_openers import Openers
from ingest.grammar.word_files import MAX_WIDTH, Source, WordFile
from ingest.grammar.word_lookup import Words
from ingest.grammar.years import read_years
from ingest.punctuation import CLAUSE_ENDS

_CACHE = 4096

Answer = TypeVar("Answer")
_REMEMBERED: list[str] = []


def _remembered(method: Callable[[Grammars, str], Answer]) -> Callable[[Grammars, str], Answer]:
    """Remember a look-up's answers per Grammars instance, in a bounded cache: `__init__` puts it before the method."""
    _REMEMBERED.append(method.__name__)
    return method


class Grammars:
    """All grammars of one folder, with added words. `digest` changes whenever a byte of one of them does."""

    def __init__(self, directory: Path, added: tuple[Source, ...] = ()) -> None:
        self.directory = directory
        self.added = added
        self._folder = Folder(directory, added)
        self.digest = self._folder.digest
        for name in _REMEMBERED:
            setattr(self, name, lru_cache(maxsize=_CACHE)(getattr(self, name)))

    def compile_all(self) -> None:
        """Compile every grammar now. Raises GrammarError."""
        self._folder.make_all()

    @cached_property
    def page(self) -> PageGrammar:
        """The language of pages: lines to blocks."""
        return self._folder.page

    @cached_property
    def words(self) -> Words:
        """What words mean: of headings, keys, columns, levels, units, in all languages."""
        return self._folder.words

    @cached_property
    def levels(self) -> Levels:
        """How levels are written."""
        return self._folder.levels

    @property
    def word_files(self) -> tuple[WordFile, ...]:
        """The files that the words come from, those that were added last."""
        return self._folder.word_files

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
        """Return the section that a heading opens in any context, if its words are known and unambiguous."""
        return self._openers.heading(text)

    @_remembered
    def opens_section(self, text: str) -> bool:
        """Whether a line is a heading of the vocabulary, perhaps with a toggle's arrow behind it. One that ends a
        sentence is prose: `Focus: we do what others leave.`"""
        meaning = self.heading(self.words.buttons.without_toggle(text))
        return meaning is not None and not (meaning.arguments and text.endswith(CLAUSE_ENDS))

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
        """Return whether a text may contain a code; for most texts the answer is no."""
        return self._codes.may_be_in(text)

    @_remembered
    def code(self, text: str) -> CodeLine | None:
        """A whole-line profile code, a label before it and backticks or bold around it allowed."""
        return self._codes.code(text)

    def is_code_key(self, text: str) -> bool:
        """Whether a text is what a page calls its code, and nothing more: `Job code`."""
        return self._codes.is_key(text)

    def is_level_code(self, text: str) -> bool:
        """Whether a text is a level's code, and nothing more: `P4`."""
        return self._codes.is_level(text)

    def levels_alone(self, text: str) -> int:
        """How many lines of a text are a level's code alone; each line has a line end before and behind it."""
        return self._codes.levels_alone(text)

    @_remembered
    def title(self, text: str) -> Label | None:
        """The level and the name in a title line, if it states one level."""
        label = self._codes.title(text)
        if label is None:
            return None
        _, notation = self.levels.split_title(text)
        return None if notation is not None and notation.code is None else label  # `Baker P3–P4`

    @_remembered
    def label(self, text: str) -> Label | None:
        """A level label: `P2`, `P2 — Analyst`, `P2: Analyst`, `P2 Analyst`, `P2Analyst`."""
        return self._codes.label(text)

    def heading_level(self, text: str) -> LevelNotation | None:
        """Return the level that a heading states, with or without a name beside it."""
        return self.levels.read(text, where="heading")

    # -- inline marks --------------------------------------------------------------------------------------------------

    @_remembered
    def inline(self, text: str) -> Inline:
        """A text as a reader of the page sees it: without marks, escapes, entities and tags; where its links lead, and
        what is struck out."""
        return self._inline.read(text)

    def plain(self, text: str) -> str:
        """A text without marks, escapes, entities and tags."""
        return self.inline(text).text

    def without_entities(self, text: str) -> str:
        """Return a text with entities replaced by their characters, except those of marks."""
        return self._inline.without_entities(text)

    def without_asides(self, text: str) -> str:
        """A text without comments and without attributes of a template (`{: .wide}`)."""
        return self._inline.without_asides(text)

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
        return read_years(text, self._folder.phrases, self.words.number_words)

    @_remembered
    def read_pay(self, text: str) -> tuple[PayPhrase, ...]:
        """The pay that a text states, in order. That it is about pay, the caller knows."""
        return read_pay(text, self._folder.phrases, self._pay_words)

    def is_remark(self, label: str) -> bool:
        """Whether what stands before a colon only says that a remark follows: `Note`."""
        words = [word.kind for word in self._folder.phrases.words(label, "label_words") if word.kind != "BLANK"]
        return words == ["NO_LABEL"]

    def states_money(self, text: str) -> bool:
        """Whether an amount of money is in a text, with its currency."""
        if not has_figure(text):
            return False
        folded = half_width(text).casefold()
        if not any(map(folded.__contains__, self.words.currencies)):
            return False
        return any(phrase.currency for phrase in self.read_pay(text))

    def pay_bound(self, key: str) -> Literal["MINIMUM", "MAXIMUM"] | None:
        """Whether the key of a single amount says that it is the least or the most that is paid."""
        return bound_of(key, self._folder.phrases)

    def read_code(self, text: str, scheme: str | None = None) -> CodePhrase | None:
        """Return a code of an outside scheme and its title: `NOC 2021: 21210 Mathematicians`; None for anything else.

        `scheme` is the text above the line; if it names a known scheme, the line may begin with the code.
        """
        return read_code(text, self._folder.phrases, above=scheme)

    @_remembered
    def read_facts(self, text: str) -> tuple[FactPhrase, ...] | None:
        """The keys and values of a line, `Location: Leeds`; None for a line that is something else."""
        return read_facts(text, self._fact_reading)

    @_remembered
    def facts(self, text: str) -> tuple[tuple[str, str], ...] | None:
        """`code=…source=…` as pairs; None if the text is anything else."""
        return read_glued_facts(text, self._folder.lines)

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
        return read_evidence(text, self._folder.lines)

    @cached_property
    def _pay_words(self) -> PayWords:
        return PayWords.of(self.words.currencies, self.words.periods, self.words.units)

    # -- readers -------------------------------------------------------------------------------------------------------

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self._folder.lines, self.words.fact_key)

    @cached_property
    def _openers(self) -> Openers:
        return Openers(self.words, self._folder.lines.terminal("LEVEL"), self._folder.phrases.pattern("SCHEME"))

    @cached_property
    def _cards(self) -> Cards:
        return Cards(self._folder.lines)

    @cached_property
    def _inline(self) -> InlineMarks:
        return InlineMarks(self._folder.phrases)

    @cached_property
    def _fact_reading(self) -> FactReading:
        return FactReading(self._folder.phrases, self.words.fact_key, self.plain)
