"""Key–value lines: `Location: Leeds`, `**Level:** 5`, `Location Leeds`, several on one line.

A known key may be followed by any of these signs. An unknown key needs a colon, and must look like a key: it is short,
and neither a remark (`Note:`) nor a clause (`You will:`), and its value is not prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.grammar.phrase_grammar import Phrases, Word
from ingest.punctuation import BESIDE_NAMES, BOLD, DASHES, SENTENCE_ENDS


class FactPhrase(NamedTuple):
    """A key as it is written, without its sign, and its value; both without marks."""

    label: str
    value: str


class Reading(NamedTuple):
    """What key–value lines are read with: `key` gives the canonical key of a label, `plain` a text without marks."""

    phrases: Phrases
    key: Callable[[str], str | None]
    plain: Callable[[str], str]


# Keys that a dash makes no title of: `Location - Leeds`, but not `Manager - Bakery`.
_BEFORE_A_DASH = frozenset({
    "location", "level", "grade", "salary", "hours", "employment_type", "posted", "opens", "closes", "start",
    "job_number", "vacancies", "duration", "travel", "remote", "flsa", "interview", "clearance",
})  # fmt: skip
_BRACKETS = {"【": "】", "［": "］", "〔": "〕", "[": "]"}
_OF_FORMS = ("___", ". . .")  # lines of a form where somebody has to write a value, and from a name to a number
_BESIDE_VALUES = f"{DASHES}/"
_AROUND_KEYS = f"*_{BESIDE_NAMES}".replace("|", "")  # a bar makes it a row of a table
_COLONS = frozenset({"COLON", "GLUED_COLON"})
_BEHIND_A_KEY = frozenset({"SPACED_DASH", "BAR", "GAP"})  # where no colon stands there
_PARTING = frozenset({"BAR", "MIDDLE_DOT", "SPACED_DASH", "SPACED_SLASH", "GAP", "SEMICOLON", "COMMA", "SIGN"})
_LONGEST = 2_000
_LABEL_WIDTH = 48
_LABEL_WORDS = 6
_VALUE_WIDTH = 80
_MOST_WORDS = 8
_SHORT = 6  # words of a value that may end in a stop and is no sentence
_QUOTES = frozenset({'""', "''", "“”", "«»"})


def read_facts(text: str, reading: Reading) -> tuple[FactPhrase, ...] | None:
    """The keys and values of a line, in order; None for a line that is something else. Takes time linear in it."""
    text = text.strip()
    if not text or len(text) > _LONGEST or "\n" in text:
        return None
    return _bold(text, reading) or _bracketed(text, reading) or _plain(reading.plain(text), reading)


def _bracketed(text: str, reading: Reading) -> tuple[FactPhrase, ...] | None:
    """`【勤務地】東京`: a known key in brackets."""
    closing = _BRACKETS.get(text[0])
    if closing is None:
        return None
    key, _, value = text[1:].partition(closing)
    fact = FactPhrase(key.strip(), _value(reading.plain(value)))
    return (fact,) if fact.value and reading.key(fact.label) else None


def _bold(text: str, reading: Reading) -> tuple[FactPhrase, ...] | None:
    """`**Location:** Leeds **Team**: Ovens`: each key in bold, to the next one."""
    if not text.startswith(BOLD):
        return None
    keys = list(reading.phrases.pattern("BOLD_KEY").finditer(text))
    if keys and keys[0].start() == 0:
        ends = [*(key.start() for key in keys[1:]), len(text)]
        facts = [
            FactPhrase(_label(reading.plain(key[0])), _value(reading.plain(text[key.end() : end])))
            for key, end in zip(keys, ends, strict=True)
        ]
        is_all = all(fact.value and _is_fact(fact, reading) for fact in facts)
        return tuple(facts) if is_all else None
    alone = reading.phrases.pattern("BOLD_ALONE").match(text)
    if alone is None:
        return None
    fact = FactPhrase(alone[0].strip(" *_"), _value(reading.plain(text[alone.end() :])))
    return (fact,) if fact.value and reading.key(fact.label) else None


def _plain(text: str, reading: Reading) -> tuple[FactPhrase, ...] | None:
    told = (word for word in reading.phrases.words(text, "fact_words") if word.kind != "BLANK")
    if not reading.phrases.holds("ANY_COLON", text):
        return _without_colon(text, told, reading)
    words: list[Word] = []
    for word in told:  # up to the first colon: most sentences with one state nothing
        words.append(word)
        if word.kind in _COLONS:
            break
    colon = words[-1]
    if colon.kind not in _COLONS:
        return None
    if len(words) == 2 and _is_key_before(words, 1, reading):
        words += told
        starts = [at for at, word in enumerate(words) if word.kind in _COLONS and _is_key_before(words, at, reading)]
        if len(starts) > 1:
            return _several(text, words, starts)
        if glued := _glued(text, words, reading):
            return glued
    fact = FactPhrase(_label(text[: colon.start]), _value(text[colon.end :]))
    if not fact.value or not fact.label:
        return None
    if colon.kind == "GLUED_COLON" and reading.key(fact.label) is None:
        told = (word for word in reading.phrases.words(text, "fact_words") if word.kind != "BLANK")
        return _without_colon(text, told, reading)  # the colon of `9:30`, `https://…`
    return (fact,) if _is_fact(fact, reading) else None


def _is_key_before(words: Sequence[Word], colon: int, reading: Reading) -> bool:
    """Return whether a known key precedes a colon, at the beginning or after a separator of facts."""
    if colon == 0 or words[colon - 1].kind != "CHUNK":
        return False
    begins = colon == 1 or words[colon - 2].kind in _PARTING
    return begins and reading.key(words[colon - 1].text) is not None


def _several(text: str, words: Sequence[Word], colons: Sequence[int]) -> tuple[FactPhrase, ...] | None:
    """`Location: Leeds | Team: Ovens`: known keys, each up to what parts it from the next one."""
    ends = [*(words[at - 2].start for at in colons[1:]), len(text)]
    facts = [
        FactPhrase(words[at - 1].text, _value(text[words[at].end : end])) for at, end in zip(colons, ends, strict=True)
    ]
    return tuple(facts) if all(fact.value for fact in facts) else None


def _glued(text: str, words: Sequence[Word], reading: Reading) -> tuple[FactPhrase, ...] | None:
    """`Post: Baker Grade: 7 Section: Ovens`, the cells of a table in one line: known keys that begin with capitals, and
    no colon without one."""
    keys: list[Word] = []
    behind: list[int] = []
    for before, colon in pairwise(words):
        if colon.kind not in _COLONS:
            continue
        key = _key_at_end(before, reading) if before.kind == "CHUNK" else None
        if key is None:
            return None
        keys.append(key)
        behind.append(colon.end)
    ends = [*(key.start for key in keys[1:]), len(text)]
    facts = [FactPhrase(key.text, _value(text[start:end])) for key, start, end in zip(keys, behind, ends, strict=True)]
    return tuple(facts) if len(facts) > 1 and all(fact.value for fact in facts) else None


def _key_at_end(chunk: Word, reading: Reading) -> Word | None:
    """The longest known key that a piece of a line ends with."""
    pieces = chunk.text.split(" ")
    for at in range(max(0, len(pieces) - _LABEL_WORDS), len(pieces)):
        label = " ".join(pieces[at:])
        if label[:1].isupper() and reading.key(label) is not None:
            return chunk._replace(text=label, start=chunk.end - len(label))
    return None


def _without_colon(text: str, words: Iterator[Word], reading: Reading) -> tuple[FactPhrase, ...] | None:
    """`Location - Leeds`, `Location | Leeds`, `Location    Leeds`, of known keys alone."""
    label, sign = next(words, None), next(words, None)
    if label is None or sign is None or label.kind != "CHUNK" or sign.kind not in _BEHIND_A_KEY:
        return None
    key = reading.key(label.text)
    if key is None or (sign.kind == "SPACED_DASH" and key not in _BEFORE_A_DASH):
        return None
    behind = list(words)
    if any(word.kind == "BAR" for word in behind):
        return None  # a row of a table
    if sign.kind == "GAP" and (
        facts := _across(text, [sign, *(word for word in behind if word.kind == "GAP")], reading)
    ):
        return facts
    fact = FactPhrase(label.text, _value(text[sign.end :]))
    return (fact,) if fact.value else None


def _is_fact(fact: FactPhrase, reading: Reading) -> bool:
    """Whether a label with a colon is a key: a known one, or one that looks like it."""
    if reading.key(fact.label):
        return True
    label, value = fact
    if not label:
        return False
    if len(label) > _LABEL_WIDTH or len(label.split()) > _LABEL_WORDS or label[0].islower():
        return False
    if (
        any(sign in label for sign in (*SENTENCE_ENDS, *",;|[]"))
        or not label[0].isalnum()
        or not any(map(str.isalpha, label))
    ):
        return False
    if any(label.count(opening) != label.count(closing) for opening, closing in ("()", "（）")):
        return False  # the colon stands in parentheses
    kinds = [word.kind for word in reading.phrases.words(label, "label_words") if word.kind != "BLANK"]
    if kinds[0] == "NO_LABEL" or "CLAUSE" in kinds:
        return False
    return len(value) <= _VALUE_WIDTH and not _is_prose(value)


def _is_prose(value: str) -> bool:
    """Whether a value is a sentence."""
    words = len(value.split())
    return words > _MOST_WORDS or (words > _SHORT and value.endswith(SENTENCE_ENDS))


def _label(text: str) -> str:
    return text.strip(_AROUND_KEYS).strip()


def _value(text: str) -> str:
    """A value without the dash or slash between it and its key, and without quotes around it; a list without its
    brackets; nothing where a form has a line to write on."""
    value = text.strip(" \t|").strip()
    if value[:1] in _BESIDE_VALUES and value[1:2].isspace():
        value = value[1:].strip()
    if any(line in value for line in _OF_FORMS):
        return ""
    if len(value) > 1 and value[0] + value[-1] in _QUOTES and value[0] not in value[1:-1]:
        return value[1:-1].strip()
    if value.startswith("[") and value.endswith("]") and "](" not in value:
        return ", ".join(part.strip(" \"'") for part in value[1:-1].split(","))
    return value


def _across(text: str, gaps: Sequence[Word], reading: Reading) -> tuple[FactPhrase, ...]:
    """`Grade    C    Base    Leeds`: known keys with gaps behind them, if there are several; one right before another
    has no value."""
    starts, ends = [0, *(gap.end for gap in gaps)], [*(gap.start for gap in gaps), len(text)]
    cells = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    keys = [reading.key(cell) is not None for cell in cells]
    pairs = zip(pairwise(cells), pairwise(keys), strict=True)
    return tuple(
        FactPhrase(key, _value(value)) for (key, value), told in pairs if sum(keys) > 1 and told == (True, False)
    )
