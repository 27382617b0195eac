"""Inline Markdown and HTML: a text as readers of the page see it, and the targets of its links.

The same marks are removed whatever form the page has, so that one page in two forms gives one record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.grammar.phrase_grammar import Phrases, Word
from ingest.lazy_patterns import rare
from ingest.superscripts import RAISED

_UNSEEN = frozenset({"COMMENT", "ATTRIBUTES", "TEMPLATE", "NOTE", "TASK", "QUOTE", "CONTAINER"})
_EMPHASIS = frozenset({"STARS", "UNDERSCORES"})
_TEXT = _EMPHASIS | {"PLAIN", "ODD"}
_INSIDE = rare(r"<[^<>]*>(.*)</", re.DOTALL)
_HREF = re.compile(r"""<a\b[^<>]*\bhref=["']?([^"'\s<>]+)""", re.IGNORECASE)
_ALT = re.compile(r"""<img\b[^<>]*\balt=["']([^"'<>]*)""", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]{2,}")
_MARKS = frozenset("*_`[]<>|\\#~{}\n\r\t")
_AS_IN_LINES = {
    **dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF]),
    **dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F], " "),
}
_BEGINS_MARKED = (">", ":")  # marks that count only at the beginning
_MOST_NESTED = 4  # links in links are no Markdown
_STRONG = 2  # marks of bold
_LINE_ENDS = ("", "\n")
_MOST_MARKS = 3  # `***` is bold and italic; more are a drawing


class Inline(NamedTuple):
    """A text without marks, the addresses that its links lead to, and what the page has struck out of it."""

    text: str
    links: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()


class InlineMarks:
    """Removes marks: all of a text's, or only those that hide the structure of its lines."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._unmarked = phrases.pattern("PLAIN")
        self._entity = phrases.pattern("ENTITY")
        self._aside = phrases.pattern("COMMENT", "ATTRIBUTES", "TEMPLATE")

    def read(self, text: str) -> Inline:
        """A text as a reader of the page sees it."""
        plain = self._unmarked.fullmatch(text)
        return Inline(text) if plain and text[:1] not in _BEGINS_MARKED else read_inline(text, self._phrases)

    def without_entities(self, text: str) -> str:
        """Return a text with its entities undone, except those of a mark and those that would make another entity."""
        return without_entities(text, self._entity) if "&" in text else text

    def without_asides(self, text: str) -> str:
        """A text without comments and without attributes of a template (`{: .wide}`)."""
        return self._aside.sub("", text).rstrip() if "{" in text or "<!--" in text else text


def read_inline(text: str, phrases: Phrases, depth: int = 0) -> Inline:
    """A text without its marks. What is no pair, and no tag that is known, is text. Takes time linear in its length."""
    words = list(phrases.words(text, "inline_words"))
    left = _without_emphasis(words, text)
    if left is None and all(word.kind in _TEXT for word in words):
        return Inline(text)
    links: list[str] = []
    struck: list[str] = []
    said: list[str] = []
    for at, word in enumerate(words):
        if word.kind in _EMPHASIS:
            mark = left[at] if left else word.text
            said.append(" " if mark == "" and _parts_words(text, word) else mark)
        elif word.kind in ("LINK", "REFERENCE"):
            shown, _, target = word.text[:-1].rpartition("](" if word.kind == "LINK" else "][")
            inner = read_inline(shown[1:], phrases, depth + 1) if depth < _MOST_NESTED else Inline(shown[1:])
            said.append(inner.text)
            links += [*inner.links, *(_address(target) if word.kind == "LINK" else ())]
            struck += inner.struck
        elif word.kind == "STRUCK":
            struck.append(word.text)
        elif word.kind not in _UNSEEN:
            said.append(_shown(word))
            links += _target(word)
    joined = _BLANKS.sub(" ", "".join(said))
    return Inline("\n".join([line.strip() for line in joined.split("\n")]).strip(), tuple(links), tuple(struck))


def without_entities(text: str, entity: re.Pattern[str]) -> str:
    """Return a text with its entities undone, except those of a mark and those that would make another entity."""

    def meant(found: re.Match[str]) -> str:
        said, behind = _meant(found[0]), found.string[found.end() : found.end() + 1]
        return found[0] if said in _MARKS or (said == "&" and (behind.isalnum() or behind == "#")) else said

    return entity.sub(meant, text)


def _without_emphasis(words: Sequence[Word], text: str) -> dict[int, str] | None:
    """Return the words that change when paired emphasis marks are removed, by index; None if there is no pair.

    An opening mark precedes a text, a closing one follows it; a double one may have a blank between, at the begin or
    end of a line: `**4 May **`. A single mark inside a word (`snake_case`, `O*NET`) is text.
    """
    left: dict[int, str] = {}
    opened: dict[str, list[int]] = {"*": [], "_": []}
    for at, word in enumerate(words):
        if word.kind not in _EMPHASIS:
            continue
        mark, before, behind = word.text[0], text[word.start - 1 : word.start], text[word.end : word.end + 1]
        left[at] = word.text
        opens, closes = bool(behind) and not behind.isspace(), bool(before) and not before.isspace()
        if mark == "_" or len(word.text) == 1:
            opens, closes = opens and not before.isalnum(), closes and not behind.isalnum()
        if len(word.text) == _STRONG:
            opens, closes = opens or before in _LINE_ENDS, closes or behind in _LINE_ENDS
        above = opened[mark]
        if closes and above and len(left[above[-1]]) == len(word.text):
            left[at] = left[above.pop()] = ""
        elif opens and len(word.text) <= _MOST_MARKS:
            above.append(at)
    return left if any(mark == "" for mark in left.values()) else None


def _parts_words(text: str, mark: Word) -> bool:
    """Whether a mark is between a word and a number whose blank a tool lost: `all**14**Sites`, but not `H**2**O`."""
    before, behind = text[max(0, mark.start - 2) : mark.start], text[mark.end : mark.end + 2]
    if len(before) > 1 and before.isalpha() and before.islower() and behind[:1].isdecimal():
        return True
    return before[-1:].isdecimal() and behind[:1].isupper() and behind[1:].islower()


def _shown(word: Word) -> str:
    """What a reader of the page sees of a word that is no text."""
    if word.kind == "ESCAPED":
        return word.text[1]
    if word.kind == "CODE":
        return word.text.strip("`").strip()
    if word.kind in ("BREAK", "BLOCK"):
        return " "
    if word.kind == "TAG":
        return ""
    if word.kind == "IMAGE":
        return word.text[2 : word.text.index("](")]
    if word.kind == "MEDIA":
        alternative = _ALT.match(word.text)
        return alternative[1] if alternative else ""
    if word.kind == "ENTITY":
        return _meant(word.text)
    if word.kind == "ADDRESS":
        return word.text[1:-1].removeprefix("mailto:")
    if word.kind in ("RAISED", "LOWERED"):
        inside = _INSIDE.match(word.text)
        said = inside[1].strip() if inside else ""
        return "" if said.startswith("[") else said.translate(RAISED) if word.kind == "RAISED" else said
    return word.text


def _meant(entity: str) -> str:
    """Return the characters of an entity as lines have them: without zero-width marks, and with ordinary blanks."""
    from html import unescape  # its names of characters take a while to load, and few texts have any

    return unescape(entity).translate(_AS_IN_LINES)


def _address(target: str) -> list[str]:
    """The address of a link, without the title behind it; none where it is empty."""
    address = (target.partition('"')[0] if target.endswith('"') else target).strip()
    return [address] if address else []


def _target(word: Word) -> list[str]:
    if word.kind == "ADDRESS":
        return [word.text[1:-1]]
    target = _HREF.match(word.text) if word.kind == "TAG" else None
    return [target[1]] if target else []
