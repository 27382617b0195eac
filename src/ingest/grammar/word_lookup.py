"""What words mean: the dictionaries of `grammars/words/*.toml`, asked with the text of a heading, a key, a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

from ingest import punctuation
from ingest.grammar import compiled_cache, folding, whole_words, word_dictionaries, word_files
from ingest.grammar.boilerplate import Furniture, Placeholders
from ingest.grammar.buttons import Buttons
from ingest.grammar.cue_phrases import Cues
from ingest.grammar.folding import Known, fold, without_numbering
from ingest.grammar.heading_words import HeadingWords, Meaning, without_tail
from ingest.grammar.language_detection import Languages
from ingest.grammar.need_words import Need, NeedWords
from ingest.grammar.opening_verbs import OpeningVerbs
from ingest.grammar.recruiting_phrases import Calls
from ingest.grammar.role_words import Roles
from ingest.grammar.word_conflicts import check_words
from ingest.grammar.word_dictionaries import Tables, tables_of
from ingest.grammar.word_files import MAX_WIDTH, Source, parse_added, parse_words

__all__ = ["LevelName", "Meaning", "Need", "Span", "Words", "words_of"]

Span = Literal["year", "month", "week", "day", "hour"]

_CACHE = 4096


class LevelName(NamedTuple):
    """The name of a rank, such as Senior: `order` counts from the lowest of its language, 0."""

    name: str
    order: int
    language: str


class Words:
    """All words of all languages. Immutable; answers of the longer look-ups are remembered in bounded caches."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._needs = NeedWords(tables)
        self._languages = Languages(tables.languages)
        self.buttons = Buttons(tables.lists["furniture.buttons"], lambda text: self.heading(text) is not None)
        self._headings = HeadingWords(tables, self.buttons, self._needs)
        self._furniture = Furniture(tables.lists)
        self._placeholders = Placeholders(tables.lists)
        self.roles = Roles(tables.lists)
        self.calls = Calls(tables.lists)
        self.cues = Cues(tables.lists)
        self.opening_verbs = OpeningVerbs(tables.lists)
        self.units = cast(Mapping[str, Span], MappingProxyType(tables.units))
        self.periods = cast(Mapping[str, Span], MappingProxyType(tables.periods))
        self.number_words: Mapping[str, float] = MappingProxyType(tables.numbers)
        self.currencies: Mapping[str, str] = MappingProxyType(tables.currencies)
        self.attribute_words = tuple(tables.lists.get("attributes", ()))
        self._words_of_levels = frozenset(tables.lists.get("levels.words", ()))
        self._facts, self._columns, self._attributes = map(Known, (tables.facts, tables.columns, tables.attributes))
        self._levels = Known(tables.levels)
        self._scale = frozenset(tables.lists.get("levels.scale", ()))
        self.heading = lru_cache(maxsize=_CACHE)(self.heading)  # type: ignore[method-assign]
        self.needs_others = lru_cache(maxsize=_CACHE)(self.needs_others)  # type: ignore[method-assign]
        self.need = lru_cache(maxsize=_CACHE)(self.need)  # type: ignore[method-assign]
        self.fact_key = lru_cache(maxsize=_CACHE)(self.fact_key)  # type: ignore[method-assign]
        self.level_name = lru_cache(maxsize=_CACHE)(self.level_name)  # type: ignore[method-assign]

    # -- headings, required or preferred -------------------------------------------------------------------------------

    def heading(self, text: str, language: str | None = None) -> Meaning | None:
        """What a heading is about, or None. `language` (of the page) decides where a word means two things."""
        return self._headings.meaning(text, language)

    def needs_others(self, text: str) -> bool:
        """Return whether a heading shows a vacancy only together with others: `References`, `Team`."""
        return self._headings.needs_others(text)

    def is_vague(self, text: str) -> bool:
        """Return whether a heading may be above anything: `Additional information`, `備考`."""
        return self._headings.is_vague(text)

    def need(self, text: str) -> Need | None:
        """Whether the words of a line or heading say required or preferred; None if they say neither or both."""
        return self._needs.need(text)

    def need_of_mark(self, text: str) -> Need | None:
        """What the letter before or behind a line of a list says: `E - Sails`, `Ties knots (D)`."""
        return self._needs.need_of_mark(text)

    def excludes(self, text: str) -> bool:
        """Whether a text above a list says that what is below is not asked for, or not done: `You do not need:`."""
        return self._needs.excludes(text)

    def tick(self, cell: str) -> bool | None:
        """What a mark in a cell says, yes or no: `✓`, `x`, `E`, `no`, `–`; None for a cell that says something else."""
        return self._needs.tick(cell)

    def is_need(self, text: str) -> bool:
        """Whether a text is nothing but words that say required or preferred: `strongly preferred`."""
        return self._needs.is_need(text)

    # -- keys, columns, levels -----------------------------------------------------------------------------------------

    def fact_key(self, label: str) -> str | None:
        """The canonical key of a key–value line's label, if it is known, or the only one that the alternatives in it
        mean: `Classification/Banding`."""
        known = _look_up(self._facts, label)
        if known is not None or "/" not in label:
            return known
        meant = {key for part in label.split("/") if (key := _look_up(self._facts, part)) is not None}
        return meant.pop() if len(meant) == 1 else None

    def begins_key(self, word: str) -> bool:
        """Whether a known key begins with a word."""
        return self._facts.begins(word)

    def column(self, text: str) -> str | None:
        """The field that a table's column heading means."""
        return _look_up(self._columns, text)

    def attribute(self, text: str) -> str | None:
        """The Level field that a key of a level block means."""
        return _look_up(self._attributes, text)

    def level_name(self, text: str) -> LevelName | None:
        """Return the rank that a text names, if it names nothing else; a word for level may follow: `Junior level`."""
        if len(text) > MAX_WIDTH or not self._levels.may_be(text):
            return None
        folded = fold(text)
        name, _, last = folded.rpartition(" ")
        found = self._tables.levels.get(folded)
        if found is None and last in self._words_of_levels and folded not in self._tables.headings:
            found = self._tables.levels.get(name)
        return LevelName(*found) if found else None

    def is_of_scale(self, text: str) -> bool:
        """Return whether a text is a word of a scale of mastery, whose steps are levels side by side: `Proficient`."""
        return fold(text) in self._scale

    # -- furniture, placeholders, languages ----------------------------------------------------------------------------

    def heads_others(self, heading: str) -> bool:
        """Return whether a heading is above the jobs that other pages are about: `Similar jobs`."""
        return self._furniture.heads_others(heading)

    def is_furniture(self, text: str) -> bool:
        """Whether a whole line is navigation, a button's label, or what a page says of its rights and dates."""
        return len(text) <= MAX_WIDTH and self._furniture.holds(text)

    def is_page_key(self, key: str) -> bool:
        """Whether a key of front matter is about the page, and says nothing about the role."""
        return self._furniture.is_page_key(key)

    def says_who_wrote(self, key: str) -> bool:
        """Whether a key of front matter says who wrote the page, or when: `author`, `last_reviewed_on`."""
        return self._furniture.says_who_wrote(key)

    def is_placeholder(self, text: str) -> bool:
        """Whether a sentence says that there is nothing here."""
        return len(text) <= MAX_WIDTH and self._placeholders.holds(text)

    def is_function_word(self, word: str) -> bool:
        """Return whether a word is a function word, by which languages are recognised: `the`, `will`, `vous`."""
        return self._languages.is_function_word(word)

    def language_of(self, text: str) -> str | None:
        """The language of a page, from its function words; None where they do not make it certain."""
        return self._languages.language_of(text)


def words_of(folder: Path, sources: Sequence[Source], added: Sequence[Source] = (), *, is_kept: bool) -> Words:
    """The words of files, and of those that users added; with `is_kept`, one process makes dictionaries for all.

    Raises GrammarError, with file and line.
    """
    is_kept = is_kept and not added
    kept_at, made_of = folder / "words.toml", _made_of(sources) if is_kept else ""
    data = compiled_cache.load_data(kept_at, made_of) if is_kept else None
    if data is None:
        files = list(map(parse_words, sources))
        theirs = [parse_added(source, files) for source in added]
        check_words(files, theirs)
        data = tuple(tables_of([*files, *theirs]))
        if is_kept:
            compiled_cache.keep_data(kept_at, made_of, data)
    return Words(Tables(*data))


def _made_of(sources: Sequence[Source]) -> str:
    """A digest of files, and of the code that makes dictionaries of them."""
    modules = (punctuation, folding, whole_words, word_files, word_dictionaries)
    code = [Path(module.__file__).read_bytes() for module in modules if module.__file__]
    digest = sha256()
    for part in (*code, *(source.data for source in sources)):
        digest.update(part)
    return digest.hexdigest()


def _look_up(table: Known[str], text: str) -> str | None:
    """Return the key of a label in a table, with or without the text in brackets at its end."""
    if len(text) > MAX_WIDTH:
        return None
    found = table.get(without_numbering(text))
    if found is not None:
        return found
    plain, tail = without_tail(text.strip())
    return table.get(plain) if tail is not None else None
