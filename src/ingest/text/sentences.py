"""Where sentences end, and which lines begin as the rest of one."""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.grammar_terminals import LEVEL_CODE
from ingest.lazy_patterns import rare
from ingest.punctuation import BETWEEN_SENTENCES, CLAUSE, LINE_ENDS, LONG_DASHES, SENTENCE_ENDS, SENTENCE_INSIDE
from ingest.text.normalise import fits

_BETWEEN = rare(BETWEEN_SENTENCES)
_CLAUSE = rare(CLAUSE)
_INSIDE = rare(SENTENCE_INSIDE)
_GOES_ON = (*LONG_DASHES, "/", "&", ",", ")")  # no line begins with these but the rest of one
_EMPHASIS = re.compile(r"[*_`]+")
_NUMBER_AND_WORD = re.compile(rf"(?:\d[\d.,:]*|{LEVEL_CODE}) ?[a-zß-ÿ]")
# No text ends with these words.
_OPEN_END = rare(
    r"[\s(](?:an?|the|our|your|my|their|its|and|or|but|of|with|to|for|in|by|from|as|at|on|than|that|see|via|per)$|,$",
    re.IGNORECASE,
)
_REMEMBERED = 2048  # texts: the pairs of a list are told by several questions
LONGEST_JOINT = 3  # letters of a word in small letters among those of a name: `and`, `for`
DESCRIPTION_WIDTH = 60  # columns: a text this wide describes, a narrower one without a stop names
_CLOSING = "\"”’')"
_ABBREVIATIONS = ("e.g.", "i.e.", "incl.", "approx.", "vs.", "z. B.", "z.B.")  # no sentence ends with these


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return _BETWEEN.split(text)


def is_one_sentence(text: str) -> bool:
    """Whether no sentence ends inside of a text."""
    return _BETWEEN.search(text) is None


def has_sentence_inside(text: str) -> bool:
    """Whether another sentence begins inside of a text, whatever it begins with."""
    return _INSIDE.search(text) is not None


def has_clause(text: str) -> bool:
    """Whether a text ends as a sentence does, or goes on behind one."""
    return _CLAUSE.search(text) is not None


def is_unfinished(text: str) -> bool:
    """Whether a line has not come to an end."""
    return text.endswith(_ABBREVIATIONS) or not text.endswith(LINE_ENDS)


def has_ended(text: str) -> bool:
    """Whether a text ends in a stop, quotes and parentheses behind it aside."""
    return text.rstrip(_CLOSING).endswith(SENTENCE_ENDS)


def ends_open(text: str) -> bool:
    """Whether a line ends with a comma, or a word that no text ends with, so that the next line goes on with it."""
    return _OPEN_END.search(text[-20:]) is not None


def begins_low(text: str) -> bool:
    """Whether a line begins in lower case, as the rest of a sentence does; `code=…` is a fact, not a rest."""
    bare = text.lstrip("*_`")
    return (bare[:1].islower() or bare[:1] in _GOES_ON) and "=" not in text.split(None, 1)[0]


def is_continuation(text: str) -> bool:
    """Whether a line begins in lower case, or with a number or a level before a word in lower case."""
    return begins_low(text) or _NUMBER_AND_WORD.match(_EMPHASIS.sub("", text)) is not None


def is_cased(text: str) -> bool:
    """Whether a text is several words that begin with capitals, joints such as `and` aside, as names are written."""
    words = text.replace("/", " ").split()
    return len(words) > 1 and not any(word.islower() and len(word) > LONGEST_JOINT for word in words)


@lru_cache(_REMEMBERED)
def describes(text: str) -> bool:
    """Whether a text has the shape of a description rather than of a name."""
    return has_ended(text) or not fits(text, DESCRIPTION_WIDTH)
