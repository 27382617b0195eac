"""What the words of headings mean: known words, alone, joined, or with a name, without the words that may
surround them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from ingest.bullet_marks import BULLETS
from ingest.grammar.buttons import ARROWS, Buttons
from ingest.grammar.folding import AND, Token, end_words, fold, tokens, without_numbering
from ingest.grammar.need_words import Need, NeedWords
from ingest.grammar.whole_words import has_spaceless
from ingest.grammar.word_dictionaries import Tables
from ingest.grammar.word_files import ANY, MAX_WIDTH
from ingest.punctuation import BESIDE_NAMES, CLAUSE_ENDS, COMMAS, DASHES, ENDS, LONG_DASHES, SPACED_DASHES

_WIDEST = 18  # words of the longest heading
_LONGEST_NAME = 9  # words of the longest name in a slot
_WIDEST_NAME = 24  # characters of a name without blanks
_LONGEST_LEVEL = 4  # words before the code of `Career level of role P4`
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "「": "」", "『": "』", "〈": "〉", "《": "》", "［": "］"}
_OPENING = {closing: opening for opening, closing in _BRACKETS.items()}
_ARROWS = f" {ARROWS}−+"
_MARKS = f" \t#*_`{DASHES}{BULLETS}◆◇◎"  # before a heading or a bullet
_TAILS = f" *_…{''.join(CLAUSE_ENDS)}"  # behind a heading
_SIGNS = f" *_`\"'“”‘’…{''.join(ENDS)}"  # at either end of a name
_DASHES = (*SPACED_DASHES, " | ", " · ", *LONG_DASHES)
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

    `slot` is the name that a pattern found (`Baker` in `Baker responsibilities`), as written. `need` says whether the
    items below are required or preferred. `language` is that of the words, `und` if their file states none. `arguments`
    are the parts behind the dash of `Focus — Payments` and `Level — P4 — Senior`. `field` is the record's field, for
    headings of adjacent roles, title aliases, classifications and provenance.
    """

    kind: str
    slot: str | None = None
    need: Need | None = None
    language: str = "en"
    arguments: tuple[str, ...] = ()
    field: str | None = None


class HeadingWords:
    """The words of `[headings]` and `[around]`. `buttons` are labels that a tool may have glued to them."""

    def __init__(self, tables: Tables, buttons: Buttons, needs: NeedWords) -> None:
        self._tables, self._buttons, self._needs = tables, buttons, needs
        self._meanings = [Meaning(*cast(Any, meant)) for meant in tables.meanings]
        self._nameless = frozenset(tables.lists.get("around.nameless", ()))
        self._verbs = frozenset(tables.lists.get("around.verbs", ()))
        self._lone = frozenset(tables.lists.get("around.lone", ()))
        self._vague = frozenset(tables.lists.get("around.vague", ()))

    def meaning(self, text: str, language: str | None = None) -> Meaning | None:
        """What a heading is about, or None. `language` (of the page) decides where a word means two things."""
        if len(text) > MAX_WIDTH or text.count(" ") > _WIDEST:
            return None
        marked = text.strip().lstrip(_MARKS).rstrip("#*_` \t…")
        bare = without_numbering(_without_brackets(marked))
        plain, tail = without_tail(bare)
        if not self._may_be_heading(plain):
            return None
        words = tokens(plain)
        if not words:
            return self._known(tokens(tail), language) if tail else None
        found = self._known(words, language) or self._known_and_more(plain, language)
        if found and found.arguments and tail is not None:  # `Focus — Night Shift (North)`: of the name
            found = self._focus_or_level(bare, language) or found
        if found and found.need is None and found.kind in ("requirements", "skills"):
            need = self._needs.heading_need(f"{plain} {tail or ''}")
            if need:
                found = found._replace(kind="requirements", need=need)
        return found

    def needs_others(self, text: str) -> bool:
        """Return whether a heading shows a vacancy only together with others: `References`, `Team`."""
        return self._is_in(self._lone, text)

    def is_vague(self, text: str) -> bool:
        """Return whether a heading may be above anything: `Additional information`, `備考`."""
        return self._is_in(self._vague, text)

    @staticmethod
    def _is_in(headings: frozenset[str], text: str) -> bool:
        bare = _without_brackets(text.strip(_MARKS))
        return len(text) <= MAX_WIDTH and fold(without_numbering(bare.strip(_TAILS))) in headings

    def _may_be_heading(self, plain: str) -> bool:
        """Whether known words may be in a text at all: no is the answer for most lines, and soon given."""
        first, last = end_words(plain)
        return (
            not first
            or first in self._tables.starts["headings"]
            or last in self._tables.starts["slot ends"]
            or self._buttons.may_end(last)
            or any(dash in plain for dash in _DASHES)
            or plain[-1] in _ARROWS
            or has_spaceless(plain)
        )

    def _known(self, words: tuple[Token, ...], language: str | None) -> Meaning | None:
        """Return the meaning of words: as they are, joined by `and`, without the words that may surround them,
        or with a name.
        """
        if not words:
            return None
        return self._exact(words, language) or self._joined(words, language) or self._named(words, language)

    def _exact(self, words: Sequence[Token], language: str | None) -> Meaning | None:
        """Return the meaning of known words, as they are or without the words that may surround them."""
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
        """Yield the words without one phrase that may precede or follow a heading's words, such as `your` and
        `of the role`.
        """
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
        """Of `Skills and experience`, `Education, licences and training`: each part has to be known."""
        parts: list[list[Token]] = [[]]
        for word in words:
            if word.folded != AND:
                parts[-1].append(word)
            if (word.folded == AND or word.written.endswith(COMMAS)) and parts[-1]:
                parts.append([])
        if len(parts) < 2 or words[0].folded == AND or not parts[-1]:
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
        """`the North Mill` → `North Mill`: a word that may precede a heading and is not a name itself is an
        article.
        """
        first = words[0].folded
        is_article = first in self._nameless and [first] in self._tables.before.get(first, ())
        return words[1:] if is_article and len(words) > 1 else words

    def _is_name(self, words: tuple[Token, ...]) -> bool:
        """Whether words may be the name of a role, a team, an employer: not `travel`, and neither a sentence nor its
        end."""
        folded = [word.folded for word in words]
        if not self._verbs.isdisjoint(folded):
            return False
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
        """Return the text without the button label and arrows at its end; empty if there are none."""
        bare = text.rstrip(_ARROWS)
        return self._buttons.cut(bare) or (bare if bare != text else "")


def _fits(meaning: Meaning, language: str | None) -> bool:
    """Return whether a meaning may hold on a page of this language: English headings occur on pages of all languages.

    A single word of plain letters may also be a word of the page's language (`Service`, `Direction`), and so may the
    words around a name; longer headings keep the meaning that they have in their own language.
    """
    return language is None or meaning.language in (language, "en", ANY)


def _without_and(folded: list[str]) -> list[str]:
    """Without an `and` that joins nothing any more."""
    start = 1 if folded[:1] == [AND] else 0
    return folded[start : len(folded) - (folded[-1:] == [AND])]


def _without_brackets(text: str) -> str:
    """Without the brackets or marks around all of it: `【仕事内容】`."""
    while len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        text = text[1:-1].strip()
    return text


def without_tail(text: str) -> tuple[str, str | None]:
    """Return a text and the text in brackets at its end: `Requirements (essential)`."""
    bare = text.rstrip(_TAILS)
    opening = _OPENING.get(bare[-1:])
    if opening is not None:
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
