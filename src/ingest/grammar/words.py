"""What words mean: dictionaries made of `grammars/words/*.toml`, asked with the text of a heading, a key, a column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast

from ingest.grammar import folding, kept, word_files, word_tables
from ingest.grammar.buttons import ARROWS, Buttons
from ingest.grammar.cues import Cues
from ingest.grammar.empty_words import Furniture, Placeholders
from ingest.grammar.folding import AND, Token, end_words, fold, folded_words, tokens, without_numbering
from ingest.grammar.roles import Roles
from ingest.grammar.word_checks import check_words
from ingest.grammar.word_files import ANY, MAX_WIDTH, Source, parse_added, parse_words
from ingest.grammar.word_tables import Tables, has_spaceless, tables_of
from ingest.punctuation import BESIDE_NAMES, CLAUSE_ENDS, DASHES, ENDS, LONG_DASHES, SPACED_DASHES
from ingest.rare import rare
from ingest.terminals import BULLETS

Need = Literal["required", "preferred"]
Span = Literal["year", "month", "week", "day", "hour"]

_WIDEST = 18  # words of the longest heading
_LONGEST_NAME = 8  # words of the longest name in a slot
_WIDEST_NAME = 24  # characters of a name without blanks
_LONGEST_LEVEL = 4  # words before the code of `Career level of role P4`
_LONGEST_PHRASE = 5  # words of the longest phrase that says required or preferred
_CACHE = 4096
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "「": "」", "『": "』", "〈": "〉", "《": "》", "［": "］"}
_ARROWS = f" {ARROWS}−+"
_MARKS = f" \t#*_`{DASHES}{BULLETS}◆◇◎"  # before a heading or a bullet
_TAILS = f" *_…{''.join(CLAUSE_ENDS)}"  # behind a heading
_SIGNS = f" *_`\"'“”‘’…{''.join(ENDS)}"  # at either end of a name
_DASHES = (*SPACED_DASHES, " | ", " · ", *LONG_DASHES)
_CERTAIN = 5  # function words that make a language certain
_SAMPLE = 8_000  # characters of a page that tell its language
_KANA, _HANGUL = rare(r"[\u3040-\u30ff]"), rare(r"[\uac00-\ud7a3]")
_EITHER = rare(r"[\u3040-\u30ff\uac00-\ud7a3]")
# What a heading that names two kinds is about. What is not here is undecided.
_TOGETHER: Mapping[frozenset[str], str] = {
    frozenset(("skills", "requirements")): "requirements",
    frozenset(("description", "responsibilities")): "responsibilities",
    frozenset(("description", "facts")): "facts",
    frozenset(("description", "organisation")): "organisation",
    frozenset(("pay", "benefits")): "benefits",
    frozenset(("conditions", "benefits")): "benefits",
    frozenset(("pay", "conditions")): "conditions",
    frozenset(("hiring", "legal")): "hiring",
    frozenset(("level", "guidelines")): "guidelines",
    frozenset(("relationships", "responsibilities")): "responsibilities",
    frozenset(("measures", "responsibilities")): "responsibilities",
}


class Meaning(NamedTuple):
    """What a heading is about.

    `slot`: the name that a pattern found (`Baker` in `Baker responsibilities`), as it is written. `need`: whether
    the items below are required or preferred. `language`: of the words, `und` if their file states none. `arguments`:
    what stands behind the dash of `Focus — Payments` and `Level — P4 — Senior`. `field`: the record's field, for
    the headings of adjacent roles, title aliases, classifications and provenance.
    """

    kind: str
    slot: str | None = None
    need: Need | None = None
    language: str = "en"
    arguments: tuple[str, ...] = ()
    field: str | None = None


class LevelName(NamedTuple):
    """The name of a rank, such as Senior: `order` counts from the lowest of its language, 0."""

    name: str
    order: int
    language: str


class Words:
    """All words of all languages. Immutable; answers of the longer look-ups are remembered in bounded caches."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._meanings = [Meaning(*cast(Any, meant)) for meant in tables.meanings]
        self._nameless = frozenset(tables.lists.get("around.nameless", ()))
        self.buttons = Buttons(tables.lists["furniture.buttons"], lambda text: self.heading(text) is not None)
        self._furniture = Furniture(tables.lists)
        self._placeholders = Placeholders(tables.lists)
        self.roles = Roles(tables.lists)
        self.cues = Cues(tables.lists)
        self.units = cast(Mapping[str, Span], MappingProxyType(tables.units))
        self.periods = cast(Mapping[str, Span], MappingProxyType(tables.periods))
        self.number_words: Mapping[str, float] = MappingProxyType(tables.numbers)
        self.currencies: Mapping[str, str] = MappingProxyType(tables.currencies)
        self.attribute_words = tuple(tables.lists.get("attributes", ()))
        self.heading = lru_cache(maxsize=_CACHE)(self.heading)  # type: ignore[method-assign]
        self.need = lru_cache(maxsize=_CACHE)(self.need)  # type: ignore[method-assign]
        self.fact_key = lru_cache(maxsize=_CACHE)(self.fact_key)  # type: ignore[method-assign]
        self.level_name = lru_cache(maxsize=_CACHE)(self.level_name)  # type: ignore[method-assign]

    # -- headings ------------------------------------------------------------------------------------------------------

    def heading(self, text: str, language: str | None = None) -> Meaning | None:
        """What a heading is about, or None. `language` (of the page) decides where a word means two things."""
        if len(text) > MAX_WIDTH or text.count(" ") > _WIDEST:
            return None
        marked = text.strip().lstrip(_MARKS).rstrip("#*_` \t…")
        bare = without_numbering(_without_brackets(marked))
        plain, tail = _without_tail(bare)
        if not self._may_be_heading(plain):
            return None
        words = tokens(plain)
        if not words:
            return self._known(tokens(tail), language) if tail else None
        found = self._known(words, language) or self._known_and_more(plain, language)
        if found and found.arguments and tail is not None:  # `Focus — Night Shift (North)`: of the name
            found = self._focus_or_level(bare, language) or found
        if found and found.need is None and found.kind in ("requirements", "skills"):
            need = self._heading_need(f"{plain} {tail or ''}")
            if need:
                found = found._replace(kind="requirements", need=need)
        return found

    def _may_be_heading(self, plain: str) -> bool:
        """Whether known words may be in a text at all: no is the answer for most lines, and soon given."""
        first, last = end_words(plain)
        return (
            not first
            or first in self._tables.starts["headings"]
            or last in self._tables.starts["slot ends"]
            or self.buttons.may_end(last)
            or any(dash in plain for dash in _DASHES)
            or plain[-1] in _ARROWS
            or has_spaceless(plain)
        )

    def _known(self, words: tuple[Token, ...], language: str | None) -> Meaning | None:
        """The meaning of the words as they stand, joined by `and`, less what may stand around them, with a name."""
        if not words:
            return None
        return self._exact(words, language) or self._joined(words, language) or self._named(words, language)

    def _exact(self, words: Sequence[Token], language: str | None) -> Meaning | None:
        """The meaning of known words, as they stand or less what may stand around them."""
        folded = [word.folded for word in words]
        while folded:
            if found := self._tables.headings.get(" ".join(folded)):
                meaning = self._in_language([self._meanings[number] for number in found], language)
                if meaning and (len(folded) > 1 or _fits(meaning, language) or not folded[0].isascii()):
                    return meaning
            folded = self._narrower(folded)
        return None

    @staticmethod
    def _in_language(meanings: Sequence[Meaning], language: str | None) -> Meaning:
        """Of what a word means in several languages, what it means in the page's; else in the first, English if any."""
        return next((meaning for meaning in meanings if meaning.language == language), meanings[0])

    def _narrower(self, folded: list[str]) -> list[str]:
        """Without one thing that may stand before or behind a heading's words, such as `your` and `of the role`."""
        for after in self._tables.after.get(folded[-1], ()):
            if folded[-len(after) :] == after:
                return _without_and(folded[: -len(after)])
        for before in self._tables.before.get(folded[0], ()):
            if folded[: len(before)] == before:
                return _without_and(folded[len(before) :])
        if has_spaceless(folded[-1]):
            for ending in self._tables.lists["spaceless after"]:
                if folded[-1].endswith(ending) and folded[-1] != ending:
                    return [*folded[:-1], folded[-1][: -len(ending)]]
        return []

    def _joined(self, words: tuple[Token, ...], language: str | None) -> Meaning | None:
        """Of `Skills and experience`, `Duties / responsibilities`: each part has to be known."""
        parts: list[list[Token]] = [[]]
        for word in words:
            if word.folded == AND:
                parts.append([])
            else:
                parts[-1].append(word)
        if len(parts) < 2 or not all(parts):
            return None
        meanings = [self._exact(part, language) for part in parts]
        known = [meaning for meaning in meanings if meaning]
        if len(known) < len(parts):
            return None
        kinds = frozenset(meaning.kind for meaning in known)
        kind = known[0].kind if len(kinds) == 1 else _TOGETHER.get(kinds)
        needs = {meaning.need for meaning in known}
        need = needs.pop() if len(needs) == 1 else None
        field = known[0].field if len(kinds) == 1 else None
        return Meaning(kind, None, need, known[0].language, (), field) if kind else None

    def _named(self, words: tuple[Token, ...], language: str | None) -> Meaning | None:
        """Of a pattern with a name: the one that says most."""
        best, said, count = None, 0, len(words)
        folded = [word.folded for word in words]
        begins = folded[0] in self._tables.starts["slots"]  # else the name comes first, if any
        for start in range(count if begins else folded[-1] in self._tables.starts["slot ends"]):
            suffixes = self._tables.slots.get(" ".join(folded[:start]))
            if suffixes is None:
                continue
            for end in range(min(count, start + _LONGEST_NAME), start, -1):
                number = suffixes.get(" ".join(folded[end:]))
                fixed = start + count - end
                if number is None or fixed <= said or not _fits(self._meanings[number], language):
                    continue
                name = self._without_article(words[start:end])
                if self._is_name(name):
                    best, said = self._meanings[number]._replace(slot=_written(name)), fixed
        return self._named_without_blanks(" ".join(folded)) or best

    def _named_without_blanks(self, folded: str) -> Meaning | None:
        if not has_spaceless(folded):
            return None
        for before, after, number in self._tables.spaceless:
            if folded.startswith(before) and folded.endswith(after):
                slot = folded[len(before) : len(folded) - len(after)].strip()
                if 1 < len(slot) <= _WIDEST_NAME and AND not in slot and slot not in self._nameless:
                    return self._meanings[number]._replace(slot=slot)
        return None

    def _without_article(self, words: tuple[Token, ...]) -> tuple[Token, ...]:
        """`the North Mill` as `North Mill`: what is no name alone and may stand before a heading is an article."""
        first = words[0].folded
        is_article = first in self._nameless and [first] in self._tables.before.get(first, ())
        return words[1:] if is_article and len(words) > 1 else words

    def _is_name(self, words: tuple[Token, ...]) -> bool:
        """Whether words may be the name of a role, a team, an employer: not `travel`, and no end of a sentence."""
        folded = [word.folded for word in words]
        if AND in (folded[0], folded[-1]) or self._nameless.intersection((" ".join(folded), folded[0], folded[-1])):
            return False
        return not any(word.written.endswith(CLAUSE_ENDS) and len(word.written) > 4 for word in words[:-1])

    def _known_and_more(self, plain: str, language: str | None) -> Meaning | None:
        """Of known words with something behind or before a dash, or with a button's label glued to them."""
        if found := self._focus_or_level(plain, language):
            return found
        for dash in _DASHES:
            before, found_dash, behind = plain.partition(dash)
            if not found_dash:
                continue
            for known, name in ((before, behind), (behind, before)):
                meaning = self._exact(tokens(known), language)
                if meaning and name.strip() and len(tokens(name)) <= _LONGEST_NAME:
                    other = self._exact(tokens(name), language)
                    slot = None if other else name.strip(BESIDE_NAMES)
                    return meaning._replace(slot=slot) if other is None or other.kind == meaning.kind else None
        unbuttoned = self._without_button(plain)
        return self._known(tokens(unbuttoned), language) if unbuttoned else None

    def _focus_or_level(self, plain: str, language: str | None) -> Meaning | None:
        for dash in (*_DASHES, ": "):
            before, _, behind = plain.partition(dash) if dash in plain else (plain, "", "")
            if behind.strip():
                meaning = self._exact(tokens(before), language)
                if meaning and meaning.kind in ("focus", "level"):
                    arguments = _split_once(behind) if meaning.kind == "level" else (behind.strip(),)
                    return meaning._replace(arguments=arguments)
        first, *rest = plain.split(maxsplit=_LONGEST_LEVEL)
        if fold(first) not in self._tables.starts["levels"]:
            return None
        for at, word in enumerate(rest):
            found = self._tables.headings.get(fold(first))
            meaning = self._meanings[found[0]] if found else None
            if meaning and meaning.kind == "level" and word[0].isalpha() and word[-1].isdecimal():
                return meaning._replace(arguments=_split_once(" ".join(rest[at:])))
            first = f"{first} {word}"
        return None

    def _without_button(self, text: str) -> str:
        """Less the label of a button that stands behind it, and arrows; empty where there is neither."""
        bare = text.rstrip(_ARROWS)
        return self.buttons.cut(bare) or (bare if bare != text else "")

    # -- required or preferred -----------------------------------------------------------------------------------------

    def need(self, text: str) -> Need | None:
        """Whether the words of a line or heading say required or preferred; None if they say neither or both."""
        return self._stated_need(text, ("required", "preferred", "neither"))

    def is_need(self, text: str) -> bool:
        """Whether a text is nothing but words that say required or preferred: `strongly preferred`."""
        return self._tables.needs.get(" ".join(folded_words(text)), "neither") != "neither"

    def _heading_need(self, text: str) -> Need | None:
        lists = ("required", "preferred", "neither", "required_headings", "preferred_headings")
        return self._stated_need(text, lists)

    def _stated_need(self, text: str, lists: tuple[str, ...]) -> Need | None:
        folded = folded_words(text)
        said: set[str] = set()
        at = 0
        while at < len(folded):
            for width in range(min(_LONGEST_PHRASE, len(folded) - at), 0, -1):
                found = self._tables.needs.get(" ".join(folded[at : at + width]))
                if found == "partly" and at == 0:
                    found = "preferred"
                elif found == "partly":  # `a boat, ideally a fast one`: the rest says nothing of the whole
                    at = len(folded)
                    break
                if found in lists:
                    said.add(found)
                    at += width
                    break
            else:
                at += 1
        joined = " ".join(folded)
        if has_spaceless(joined):
            said.update(self._stated_without_blanks(joined, lists))
        needs = {need.partition("_")[0] for need in said} - {"neither"}
        return cast(Need, needs.pop()) if len(needs) == 1 else None

    def _stated_without_blanks(self, text: str, lists: tuple[str, ...]) -> set[str]:
        """What words say that stand anywhere in a text, longest first, each letter read once."""
        said = set()
        for word, need in self._tables.spaceless_needs:
            if need in lists and word in text:
                said.add(need)
                text = text.replace(word, "\n")
        return said

    # -- keys, columns, levels -----------------------------------------------------------------------------------------

    def fact_key(self, label: str) -> str | None:
        """The canonical key of a key–value line's label, if it is known."""
        return _look_up(self._tables.facts, label)

    def column(self, text: str) -> str | None:
        """The field that a table's column heading means."""
        return _look_up(self._tables.columns, text)

    def attribute(self, text: str) -> str | None:
        """The Level field that a key of a level block means."""
        return _look_up(self._tables.attributes, text)

    def level_name(self, text: str) -> LevelName | None:
        """The rank that a text names, if it names nothing else."""
        found = self._tables.levels.get(fold(text)) if len(text) <= MAX_WIDTH else None
        return LevelName(*found) if found else None

    # -- furniture, placeholders, languages ----------------------------------------------------------------------------

    def is_furniture(self, text: str) -> bool:
        """Whether a whole line is navigation, a button's label, or what a page says of its rights and dates."""
        return len(text) <= MAX_WIDTH and self._furniture.holds(text)

    def is_page_key(self, key: str) -> bool:
        """Whether a key of front matter is about the page, and says nothing about the role."""
        return self._furniture.is_page_key(key)

    def is_placeholder(self, text: str) -> bool:
        """Whether a sentence says that there is nothing here."""
        return len(text) <= MAX_WIDTH and self._placeholders.holds(text)

    def is_function_word(self, word: str) -> bool:
        """Whether a word is of those by which languages are told: `the`, `will`, `vous`."""
        return word.lower() in self._tables.languages

    def language_of(self, text: str) -> str | None:
        """The language of a page, from its function words; None where they do not make it certain."""
        counts = _by_script(text)
        if not counts:
            known = self._tables.languages
            for word, times in Counter(filter(known.__contains__, text[:_SAMPLE].lower().split())).items():
                for language in known[word]:
                    counts[language] = counts.get(language, 0) + times
        ranked = sorted(((count, language) for language, count in counts.items()), reverse=True)
        if not ranked or ranked[0][0] < _CERTAIN:
            return None
        if len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]:
            return None
        return ranked[0][1]


def words_of(folder: Path, sources: Sequence[Source], added: Sequence[Source] = (), *, is_kept: bool) -> Words:
    """The words of files, and of those that users added; with `is_kept`, one process makes dictionaries for all.

    Raises GrammarError, with file and line.
    """
    is_kept = is_kept and not added
    kept_at, made_of = folder / "words.toml", _made_of(sources) if is_kept else ""
    data = kept.load_data(kept_at, made_of) if is_kept else None
    if data is None:
        files = list(map(parse_words, sources))
        theirs = [parse_added(source, files) for source in added]
        check_words(files, theirs)
        data = tuple(tables_of([*files, *theirs]))
        if is_kept:
            kept.keep_data(kept_at, made_of, data)
    return Words(Tables(*data))


def _made_of(sources: Sequence[Source]) -> str:
    """A digest of files, and of the code that makes dictionaries of them."""
    code = [Path(module).read_bytes() for module in (folding.__file__, word_files.__file__, word_tables.__file__)]
    digest = sha256()
    for part in (*code, *(source.data for source in sources)):
        digest.update(part)
    return digest.hexdigest()


def _fits(meaning: Meaning, language: str | None) -> bool:
    """Whether a meaning may hold on a page of this language: English headings stand on pages of all languages.

    One word of plain letters may be a word of the page's language too (`Service`, `Direction`), and so may what stands
    around a name; longer headings of a third language are what they are.
    """
    return language is None or meaning.language in (language, "en", ANY)


def _look_up(table: Mapping[str, str], text: str) -> str | None:
    """The key of a label in a table, with or without what stands in brackets behind it."""
    if len(text) > MAX_WIDTH:
        return None
    folded = fold(without_numbering(text))
    if folded in table:
        return table[folded]
    plain, tail = _without_tail(text.strip())
    return table.get(fold(plain)) if tail is not None else None


def _without_and(folded: list[str]) -> list[str]:
    """Without an `and` that joins nothing any more."""
    start = 1 if folded[:1] == [AND] else 0
    return folded[start : len(folded) - (folded[-1:] == [AND])]


def _without_brackets(text: str) -> str:
    """Without the brackets or marks around all of it: `【仕事内容】`."""
    while len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def _without_tail(text: str) -> tuple[str, str | None]:
    """A text and what stands in brackets at its end: `Requirements (essential)`."""
    bare = text.rstrip(_TAILS)
    for opening, closing in _BRACKETS.items():
        if bare.endswith(closing):
            before, found, tail = bare[:-1].rpartition(opening)
            if found and (before[-1:].isspace() or opening != "(" or has_spaceless(before[-1:])):
                return before.strip(), tail
    return text, None


def _split_once(text: str) -> tuple[str, ...]:
    """`P4 — Senior` as two."""
    for dash in (*_DASHES, ": "):
        before, found, behind = text.partition(dash)
        if found and before.strip() and behind.strip():
            return before.strip(), behind.strip()
    return (text.strip(),)


def _written(words: tuple[Token, ...]) -> str:
    seen = [word.written for at, word in enumerate(words) if at == 0 or word.written != words[at - 1].written]
    return " ".join(seen).strip(_SIGNS)


def _by_script(text: str) -> dict[str, int]:
    """Japanese and Korean by their letters, if they make a fifth of a text's."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _EITHER.search(sample):
        return {}
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    letters = sum(letter.isalpha() for letter in sample)
    counts = {"ja": kana, "ko": hangul}
    return {language: count for language, count in counts.items() if count * 5 > letters}
