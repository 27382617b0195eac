"""Texts that a page can hold, and why others are not drawn: together the limits of what can be written and read back.

The reader undoes escapes, so most characters may stand anywhere. What is left is below, each with its reason.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

from ingest.grammar import load_grammars
from ingest.outline.stated_titles import is_title
from ingest.sections.glued_sentences import is_glued
from ingest.text.normalise import fits
from ingest.text.sentences import describes

GRAMMARS = load_grammars()

# Normalisation folds other blanks and drops marks without width, controls and lone surrogates; a combining mark
# behind a blank would belong to it.
_CHARACTERS = st.one_of(
    st.sampled_from("aeiounst      |\\`*_#-+.:;,()[]~=>&\"'—–•·19"),
    st.characters(
        codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd", "Pd", "Po", "Ps", "Pe", "Pi", "Pf", "Sm", "Sc", "Sk")
    ),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzäéñøßABCDE     "


def _words(text: str) -> str:
    return " ".join(text.split())


# A bullet's mark that is no ASCII character cannot be escaped, nor can a line of nothing but dashes.
_MARK = re.compile(r"(?:[•–·‣▪◦●○■□▸►➢✓✔]|\d{1,3}[.)])(?:\s|$)|[─━═—–⸻]{2,}$")


def is_free(text: str) -> bool:
    """A text for a bullet or a cell: no button's label, and no level's, which would open a list of its own; no picture
    and no placeholder either, for they say nothing.

    A record's text carries no marks: what is one once escapes are undone would go.
    """
    if not text or "](" in text or GRAMMARS.plain(text) != text:
        return False
    if not (text.isascii() or any(map(str.isalnum, text))) or GRAMMARS.is_placeholder(text.partition(":")[0]):
        return False
    return not (_MARK.match(text) or GRAMMARS.is_furniture(text) or GRAMMARS.label(text))


free = st.text(_CHARACTERS, min_size=1, max_size=50).map(_words).filter(is_free)


def is_sentence(text: str) -> bool:
    """A text that is a paragraph wherever it stands.

    It begins with a capital and ends with a stop: a line in lower case goes on with the one above, a short one
    without a stop is a heading. It is no placeholder. Two texts glued by a stop without a blank would be cut, and a
    blank before a colon makes a key of what is before it.
    """
    return is_free(text) and " :" not in text and not GRAMMARS.is_placeholder(text) and not is_glued(text)


sentence = (
    st.text(_CHARACTERS, max_size=60).map(lambda text: f"The {_words(text)} end.").map(_words).filter(is_sentence)
)


def _can_be_focus(text: str) -> bool:
    """A word such as `and` alone is no name that a heading holds."""
    meaning = GRAMMARS.heading(f"Focus — {text}")
    return meaning is not None and meaning.arguments == (text,)


def is_name(text: str) -> bool:
    """A text that names: short, without a stop, no word of any vocabulary, no level, no code."""
    return (
        len(text) > 1
        and not describes(text)
        and fits(text, 40)
        and is_title(text, GRAMMARS)
        and not GRAMMARS.heading(text)
        and not GRAMMARS.words.heading(text)
        and _can_be_focus(text)
        and not GRAMMARS.attribute(text)
        and not GRAMMARS.column(text)
        and not GRAMMARS.label(text)
        and not GRAMMARS.title(text)
        and not GRAMMARS.band(text)
        and not GRAMMARS.is_furniture(text)
        and not GRAMMARS.is_placeholder(text)
    )


name = (
    st.text(_LETTERS, min_size=2, max_size=30).map(_words).map(lambda text: text[:1].upper() + text[1:]).filter(is_name)
)
token = st.text("ABCDEFGHKLMNPQRSTUVWXYZ0123456789-", min_size=2, max_size=8)
