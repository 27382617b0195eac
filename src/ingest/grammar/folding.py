"""The form in which words are compared: without case, width, marks, numbering, quotes of several shapes.

Words of a file and words of a page go through the same functions, so neither has to know the other's spelling.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from ingest.bullet_marks import BULLETS
from ingest.punctuation import BESIDE_NAMES, DASHES, ENDS, LIKE_HYPHENS

_REMEMBERED = 8192  # words: most of those of a page are on the pages before it
AND = "&"  # one sign for all that joins two words: `Skills and experience`, `Skills/experience`
_JOINS = frozenset(("and", "und", "et", "y", "&", "+", "/", "sowie"))
_SIGNS = str.maketrans({
    **dict.fromkeys("’‘‛`´ʼ＇", "'"),
    **dict.fromkeys(LIKE_HYPHENS, "-"),
    **dict.fromkeys("()（）", ""),  # `skill(s)`
    **dict.fromkeys("/／・、，", " & "),
    "＆": " & ",
    "·": "",
    "\u00ad": "",
})  # fmt: skip
_ENDS = f"*_`\"'()[]{{}}<>◆…“”‘’„«»{''.join(ENDS)}{DASHES}{BULLETS}"
_JOINED_IN_JAPANESE = (("および", " & "), ("及び", " & "), ("ならびに", " & "), ("並びに", " & "))
_JAPANESE_AND, _LAST_HIRAGANA = "と", "\u309f"
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"))
_PARTS = frozenset(("section", "part", "chapter", "annex", "factor", "teil", "abschnitt", "partie", "sección", "parte"))
# Letters, digits and marks as Chinese and Japanese keyboards give them: ＦＩＮ．Ｐ３（２）
_HALF_WIDTH = str.maketrans({0xFF01 + n: 0x21 + n for n in range(0x5E)})
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")
_ACCENTS = "\u0300\u0301\u0302\u0303\u0327"  # grave, acute, circumflex, tilde, cedilla


Value = TypeVar("Value")


class Token(NamedTuple):
    """A word as it is written, and as it is compared."""

    written: str
    folded: str


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text. Tokens without letters and digits are dropped, except the sign of `and`."""
    found: list[Token] = []
    for written in text.split():
        for token in _tokens_of(written):
            if token.folded != AND or (found and found[-1].folded != AND):
                found.append(token)
    while found and found[-1].folded == AND:
        found.pop()
    return tuple(found)


def folded_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    if text.isascii() and text.replace(" ", "").isalnum():  # as most keys and names are
        words = text.lower().split()
        if _JOINS.isdisjoint(words):
            return words
    return [token.folded for token in tokens(text)]


def end_words(text: str) -> tuple[str, str]:
    """The first and the last word of a text as they are compared, empty where they are signs alone."""
    words = text.split()
    if not words:
        return "", ""
    first, last = _tokens_of(words[0]), _tokens_of(words[-1])
    return first[0].folded if first else "", last[-1].folded if last else ""


def fold(text: str) -> str:
    """A text as it is compared."""
    return " ".join(folded_words(text))


class Known(Generic[Value]):
    """What texts mean, by their folded forms. Most texts are not among them, which their first word tells."""

    def __init__(self, meanings: Mapping[str, Value]) -> None:
        self._meanings = meanings
        self._first = frozenset(text.partition(" ")[0] for text in meanings)

    def get(self, text: str) -> Value | None:
        """The meaning of a text as it is written."""
        return self._meanings.get(fold(text)) if self.may_be(text) else None

    def __contains__(self, folded: str) -> bool:
        """Whether a folded text is known."""
        return folded in self._meanings

    def may_be(self, text: str) -> bool:
        """Whether a known text may begin as this one does."""
        first, _ = end_words(text)
        return first in self._first or first in ("", AND)  # signs, which are dropped

    def begins(self, word: str) -> bool:
        """Whether a known text begins with a word."""
        return word.casefold() in self._first


def without_accents(folded: str) -> str:
    """A folded text as it is written in capitals in Spanish and French: `denominacion`. Umlauts stay."""
    if folded.isascii():
        return folded
    parts = "".join(sign for sign in unicodedata.normalize("NFD", folded) if sign not in _ACCENTS)
    return unicodedata.normalize("NFC", parts)


def with_bare_capital(folded: str) -> str:
    """A folded text as it is written where capitals have no accents: `evolution de carrière`, `a propos de nous`."""
    return without_accents(folded[:1]) + folded[1:]


def without_numbering(text: str) -> str:
    """A heading without the number before it: `2.1 Duties`, `(a) Duties`, `IV. Duties`, `Section 3: Duties`."""
    text = text.strip()
    while True:
        first, _, rest = text.partition(" ")
        bare = first.strip(f"()[]#§.:{DASHES}")
        is_marked = first[-1:] in ".):-" or first.startswith("(")
        if rest and first.casefold() in _PARTS:
            number, _, behind = rest.strip().partition(" ")
            if behind and len(number) <= 5 and _is_number(number.strip(f").:{DASHES}")):
                text = behind.strip(BESIDE_NAMES)
                continue
        if not rest or not bare or not (_is_decimal(bare) or (is_marked and _is_number(bare))):
            return text
        text = rest.strip()


def _is_decimal(text: str) -> bool:
    return len(text) <= 8 and text.replace(".", "").isdecimal()


def _is_number(text: str) -> bool:
    return _is_decimal(text) or text.casefold() in _ROMAN or (len(text) == 1 and text.isalpha())


@lru_cache(_REMEMBERED)
def _tokens_of(written: str) -> tuple[Token, ...]:
    return tuple([Token(written, folded) for folded in _fold(written)])


def _fold(written: str) -> list[str]:
    """A word as it is compared: as several where signs join them, as none where it has neither letter nor digit."""
    plain = written.strip(_ENDS).lower()
    if plain.isascii() and plain.isalnum() and plain not in _JOINS:  # most words are
        return [plain]
    text = unicodedata.normalize("NFKC", written.translate(_SIGNS)).translate(_SIGNS).casefold()
    if not text.isascii():
        for joined, sign in _JOINED_IN_JAPANESE:
            text = text.replace(joined, sign)
        if _JAPANESE_AND in text:
            text = _with_japanese_and(text)
    parts = map(_bare, text.split())
    return [AND if part in _JOINS else part for part in parts if part]


def _with_japanese_and(text: str) -> str:
    """Replace each `と` that joins two words (`経験とスキル`) by the sign of `and`.

    A `と` beside other hiragana (`こと`) stays.
    """
    first, *rest = text.split(_JAPANESE_AND)
    for part in rest:
        is_between = first[-1:] > _LAST_HIRAGANA and part[:1] > _LAST_HIRAGANA
        first += f"{f' {AND} ' if is_between else _JAPANESE_AND}{part}"
    return first


def _bare(text: str) -> str:
    """Without the signs at either end; `&` and `+` alone stay."""
    if text in _JOINS:
        return AND
    start, end = 0, len(text)
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return text[start:end]


def half_width(text: str) -> str:
    """A text with full-width letters, digits and marks as ordinary ones, each in the same place."""
    return text if text.isascii() or not _FULL_WIDTH.search(text) else text.translate(_HALF_WIDTH)
