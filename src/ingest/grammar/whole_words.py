"""Phrases as whole words: a text in small letters with one blank around each word, and the phrases found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

_SPACELESS = "\u2e80"  # from here on scripts are written without blanks; Korean has some, and parts of words without
_REMEMBERED = 2048  # texts: several rules ask the same one
BETWEEN_WORDS = re.compile(r"[^\w'+]+")
_WORDS = {code: " " if BETWEEN_WORDS.match(chr(code)) else chr(code) for code in range(128)}


@lru_cache(_REMEMBERED)
def spoken(text: str) -> str:
    """A text's words in small letters, with a blank before, between and behind them; two at an end with a sign."""
    words = lowered(text)
    if not words.isascii():
        return f" {' '.join(BETWEEN_WORDS.split(words))} "
    blanked = f" {words.translate(_WORDS)} "
    return f"{' ' * blanked.startswith('  ')} {' '.join(blanked.split())} {' ' * blanked.endswith('  ')}"


def lowered(text: str) -> str:
    """A text in small letters, its apostrophes as they are typed."""
    return text.casefold().replace("\u2019", "'")


def whole_words(phrase: str) -> str:
    """A phrase as it is looked for: whole words, or any letters where words are not set apart."""
    return phrase if is_spaceless(phrase) else spoken(phrase)


def rarest_word(phrase: str) -> str:
    """The longest word of a phrase, as `whole_words` gives it, which few texts have; no word where words are not set
    apart."""
    return max(phrase.split(), key=len, default="") if phrase.startswith(" ") else ""


def known_in(words: str, known: Mapping[str, object]) -> set[str]:
    """The words of a text, given as `spoken` gives it, that are known; no word stands for those that are not set apart,
    which no text in plain letters has."""
    found = known.keys() & words.split(" ")
    return found - {""} if words.isascii() else found


def by_word(phrases: Sequence[str]) -> dict[str, list[str]]:
    """Phrases, as `whole_words` gives them, by the longest of their words, for `held_in`."""
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        assert phrase.startswith(" ") or is_spaceless(phrase), f"{phrase!r}: its list is not among SPOKEN"
        table.setdefault(rarest_word(phrase), []).append(phrase)
    return table


def held_in(words: str, phrases: Mapping[str, Sequence[str]]) -> list[str]:
    """The phrases that a text has, given as `spoken` gives it."""
    return [phrase for word in known_in(words, phrases) for phrase in phrases[word] if phrase in words]


def is_spaceless(text: str) -> bool:
    """Whether all letters of a text are of scripts without blanks."""
    return has_spaceless(text) and all(letter >= _SPACELESS or not letter.isalpha() for letter in text)


def has_spaceless(text: str) -> bool:
    """Whether any letter of a text is of a script without blanks."""
    return not text.isascii() and max(text) >= _SPACELESS
