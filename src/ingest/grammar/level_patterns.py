"""Patterns of levels, of `grammars/words/levels.toml`: compiled once, and held against the parts of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ingest.errors import GrammarError
from ingest.grammar.word_files import Source
from ingest.lazy_patterns import rare
from ingest.punctuation import DASHES, SPACED_DASHES

_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
}  # fmt: skip
_SPACELESS = "\u2e80"  # letters from here on are told from those before: `7級`, `P職`
# A slot, a run of letters, of digits, or a sign that is more than what parts them.
_OTHERS = r"\d+|[^\w \-‐‑–.\u00a0]|_"
_PART = re.compile(rf"\{{[^}}]*\}}|[^\W\d_]+|{_OTHERS}")
_SPACELESS_PART = rare(rf"\{{[^}}]*\}}|[^\W\d_{_SPACELESS}-\U0010ffff]+|[^\W\d_\0-\u2e7f]+|{_OTHERS}")
_JOINING = (" to ", " bis ", " à ", " or ", " and ", " ou ", " oder ", " a ", "/")
RANGES = (*_JOINING, *SPACED_DASHES, *DASHES, "～", "〜", "~")  # joints of ranges,
CLOSE = ("/", *DASHES, " to ", " bis ")  # and those before a number alone
_STRENGTHS = ("patterns", "weak", "hinted")
LONGEST_CODE = 3  # letters in capitals that are no word
_REMEMBERED = 4096  # parts


class LevelNotation(NamedTuple):
    """A level as a text states it. What neither the text nor its scheme says is None.

    `label` is the notation as written (`Band 8a`), `code` its normalised form, `rank` the number stated, and `name` the
    text beside it (`Senior` in `P4 — Senior`). `order` is greater for a more senior level of the same scheme. A range
    (`GS-12 to GS-13`) has only a label and a scheme.
    """

    label: str
    code: str | None = None
    track: str | None = None
    rank: int | None = None
    name: str | None = None
    scheme: str | None = None
    order: int | None = None


# `(its place in the file, parts, strength, index of the scheme, name of `each` or "")`
Pattern = tuple[int, tuple[str, ...], str, int, str]


class Compiled(NamedTuple):
    """Schemes as plain data: each scheme's keys, its patterns by their first part, letters that mean no level,
    and words that turn a following grade into something else.
    """

    schemes: list[dict[str, Any]]
    patterns: dict[str, list[Pattern]]
    no_tracks: list[str]
    no_endings: list[str]
    past: list[str]


def compile_schemes(source: Source) -> Compiled:
    """The schemes of a file as plain data. Raises GrammarError."""
    import tomllib  # most processes find what another one has kept

    try:
        tables = tomllib.loads(source.data.decode("utf-8-sig"))
        schemes = tables["scheme"]
        patterns: dict[str, list[Pattern]] = {}
        place = 0
        for number, scheme in enumerate(schemes):
            for written, strength, name in _patterns_of(scheme):
                parts = tuple(parts_of(written))
                first = (
                    "" if parts[0] in ("{t}", "{r}", "{a}", "{x}") else "#" if parts[0] == "{n}" else key_of(parts[0])
                )
                patterns.setdefault(first, []).append((place, parts, strength, number, name))
                place += 1
        no = tables["not"]
        return Compiled(schemes, patterns, no["tracks"], no["at_the_end_of_titles"], no["before"])
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise GrammarError(f"these are no schemes of levels: {error!r}", source.path) from error


def _patterns_of(scheme: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """`(pattern, strength, name)`: patterns with `{}` once for each name, `E 13` of `E {}`."""
    for strength in _STRENGTHS:
        for pattern in scheme.get(strength, ()):
            if "{}" in pattern:
                for name in scheme["each"]:
                    yield pattern.replace("{}", name), strength, name
            else:
                yield pattern, strength, ""


def parts_of(text: str) -> list[str]:
    """Runs of letters, runs of digits and slots; other signs one by one, without blanks, hyphens and dots."""
    text = unicodedata.normalize("NFKC", text)
    return parts_in(text).findall(text)


def parts_in(text: str) -> re.Pattern[str]:
    """The pattern of the parts of a text. Classes that reach to the last letters are dear to compile, and few texts
    have such letters."""
    return _PART if text.isascii() or max(text) < _SPACELESS else _SPACELESS_PART


def has_number(pattern: Pattern) -> bool:
    """Whether what the pattern finds has a digit."""
    return any(part in ("{n}", "{x}") or part.isdecimal() for part in pattern[1])


def first_words(slot: str, scheme: Mapping[str, Any]) -> Sequence[str]:
    """What a sentence may say for the slot that a pattern begins with; a bare number says too little."""
    words = {"{t}": scheme.get("tracks", ()), "{a}": scheme.get("letters", ()), "{r}": tuple(_ROMAN)}
    return tuple(map(key_of, words.get(slot, ())))


@lru_cache(_REMEMBERED)
def key_of(part: str) -> str:
    """A part as it is compared: in small letters, unless it is written in capitals alone."""
    return part if part.isupper() and part.isascii() else part.casefold()


def fill(pattern: Sequence[str], parts: Sequence[str], scheme: Mapping[str, Any]) -> dict[str, str] | None:
    """Return the values of a pattern's slots, or None if the parts do not match."""
    slots: dict[str, str] = {}
    for slot, part in zip(pattern, parts, strict=True):
        if slot == "{n}":
            low, high = scheme.get("ranks", (0, 99))
            if not part.isdecimal() or len(part) > 2 or not low <= int(part) <= high:
                return None
            if scheme.get("padded") and len(part) != 2:
                return None
            slots["n"] = part
        elif slot == "{r}":
            if part not in _ROMAN:
                return None
            slots["n"] = str(_ROMAN[part])
        elif slot == "{x}":
            if not part.isdecimal() or len(part) < 3:
                return None
        elif slot == "{t}":
            if part not in scheme["tracks"]:
                return None
            slots["t"] = part
        elif slot == "{a}":
            if len(part) != 1 or part.casefold() not in scheme["letters"]:
                return None
            slots["a"] = part.casefold()
        elif key_of(part) != key_of(slot) and slot.casefold() not in shouted(part):
            return None
    return slots


def shouted(part: str) -> tuple[str, ...]:
    """The word that a part is in capitals, in small letters, as patterns have it: `GRADE 7`; short ones are codes."""
    return (part.casefold(),) if len(part) > LONGEST_CODE and part.isupper() else ()


def notation_of(text: str, scheme: Mapping[str, Any], slots: Mapping[str, str], name: str) -> LevelNotation:
    """Return the level that a text states by a pattern of a scheme, from the values of its slots; `name` is the
    name in its `each`.
    """
    rank = int(slots["n"]) if "n" in slots else None
    track = slots.get("t") or scheme.get("track")
    letter = slots.get("a")
    order = None
    if name:
        digits = "".join(filter(str.isdecimal, name))
        rank = int(digits) if digits else scheme["each"].index(name) + 1 if scheme.get("counted") else None
        order = scheme["each"].index(name) + 1 if scheme.get("name") and scheme.get("each") else None
    elif letter and scheme.get("order"):
        order = scheme["letters"].index(letter) + 1
    elif rank is not None and scheme.get("order"):
        order = rank if scheme["order"] == "up" else scheme["ranks"][1] - rank
    if order is not None:
        order += scheme.get("above", 0)
    code = scheme.get("code")
    if code is not None:
        filled = {"{t}": track or "", "{A}": (letter or "").upper(), "{name}": name.replace(" ", "")}
        if rank is not None:
            filled |= {"{n}": str(rank), "{0n}": f"{rank:02}"}
        for slot, value in filled.items():
            code = code.replace(slot, value)
        if "{" in code:
            code = None  # `SES`, which has no number
    named = scheme.get("name")
    return LevelNotation(text, code, track, rank, None, named.replace("{t}", track or "") if named else None, order)
