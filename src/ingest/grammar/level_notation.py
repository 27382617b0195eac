"""How levels are written: the schemes of `grammars/words/levels.toml`, official grades and the ladders of industry.

A new way to write a level is a pattern of a scheme in `levels.toml`, whose head explains them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from ingest.grammar import compiled_cache, level_patterns
from ingest.grammar.level_patterns import (
    RANGES,
    Compiled,
    LevelNotation,
    Pattern,
    compile_schemes,
    fill,
    first_words,
    key_of,
    notation_of,
    parts_of,
    shouted,
)
from ingest.grammar.money_amounts import Period
from ingest.grammar.official_grades import OfficialGrades
from ingest.grammar.page_level_schemes import PageSchemes
from ingest.grammar.word_files import Source
from ingest.grammar_terminals import RANK, TRACK
from ingest.punctuation import COLONS, DASHES, LONG_DASHES, SPACED_DASHES

__all__ = ["LevelNotation", "Levels", "PageSchemes", "Where", "levels_of"]

Where = Literal["title", "heading", "fact", "table"]

_REMEMBERED = 4096  # answers
_WIDEST = 120  # characters of a text that may be a level
_NONE: frozenset[str] = frozenset()
_TRACK, _RANK = re.compile(TRACK), re.compile(RANK)
_LOOSE = (*SPACED_DASHES, " | ", ", ", ": ", COLONS[1], " · ", *LONG_DASHES)  # between a level and its name
_BETWEEN_LEVELS = (*RANGES, " & ", ", ")  # of a title that has several
_BEFORE_LEVELS = f" ,:|·{DASHES}"
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【"}
_LONGEST_NAME = 8  # words of a level's name
_LONGEST_NOTATION = 4  # words behind a title


class Levels:
    """Reads levels. `rank_name` says whether a text is the name of a rank, such as Senior."""

    def __init__(self, compiled: Compiled, rank_name: Callable[[str], object]) -> None:
        self._schemes = compiled.schemes
        self._patterns: dict[tuple[str, int], list[Pattern]] = {}  # by their first part, and how many they have
        for first, those in compiled.patterns.items():
            for one in those:
                self._patterns.setdefault((first, len(one[1])), []).append(one)
        self._no_tracks = frozenset(compiled.no_tracks)
        self._no_endings = frozenset(compiled.no_endings)
        self._rank_name = rank_name
        self._hints: dict[str, list[str]] = {}  # by the scheme's name
        for scheme in compiled.schemes:
            self._hints.setdefault(scheme.get("name", ""), []).extend(scheme.get("hints", ()))
        self._grades = OfficialGrades(compiled)
        self._known = lru_cache(_REMEMBERED)(self._read)  # texts on pages that name no scheme
        self._words = frozenset(
            word
            for (first, _), those in self._patterns.items()
            for one in those
            for word in (first_words(one[1][0], self._schemes[one[3]]) if first in ("", "#") else (first,))
        )

    def schemes_of(self, page: str) -> PageSchemes:
        """The schemes that a page says it uses, anywhere in its text: they decide what `Grade 7` is."""
        return PageSchemes(page, self._hints)

    def read(self, text: str, *, where: Where, schemes: Container[str] = _NONE) -> LevelNotation | None:
        """Return the level that a whole text states, with or without a name beside it.

        `where` says how much is enough: as a `fact` or in a `table`, a bare `7`, `II` or `Senior` is a level; a
        `heading` or `title` must say more. `schemes` are those of the page, see `schemes_of`.
        """
        return self._known(text, where) if schemes is _NONE else self._read(text, where, schemes)

    def _read(self, text: str, where: Where, schemes: Container[str] = _NONE) -> LevelNotation | None:
        text = text.strip().strip("*_`").strip()
        if not text or len(text) > _WIDEST:
            return None
        if not self._may_state(text):
            return self._name_alone(text, where)
        return (
            self._whole(text, where, schemes)
            or self._range(text, where, schemes)
            or (self._with_name(text, where, schemes) if where != "title" else None)
            or self._name_alone(text, where)
        )

    def split_title(self, title: str, *, schemes: Container[str] = _NONE) -> tuple[str, LevelNotation | None]:
        """A title without its level, and the level: in brackets, behind or before a dash, or at the end."""
        title = title.strip()
        if len(title) > _WIDEST or not self._may_state(title):
            return title, None
        if several := self._several_at_end(title, schemes):
            return several
        for name, level in (*_in_brackets(title), *_beside_a_dash(title)):
            notation = self._whole(level, "title", schemes) or self._range(level, "title", schemes)
            if notation and _is_name(name):
                return name, notation
        words = title.split()
        for width in range(min(_LONGEST_NOTATION, len(words) - 1), 0, -1):
            name, level = " ".join(words[:-width]), " ".join(words[-width:])
            notation = self._whole(level, "title", schemes, is_guarded=False)
            if notation and _is_name(name) and notation.track not in self._no_endings:
                return name, notation
        return title, None

    def _several_at_end(self, title: str, schemes: Container[str]) -> tuple[str, LevelNotation] | None:
        """Return a title without the levels at its end, and these as a range, if it has several: `Nurse P3/P4`, `Nurse
        GS-9, GS-11 or GS-12`.
        """
        for joint in filter(title.__contains__, _BETWEEN_LEVELS):
            low, _, high = map(str.strip, title.rpartition(joint))
            if not any(map(str.isdecimal, high)) or len(high.split()) > _LONGEST_NOTATION or not self._may_state(low):
                continue
            last = self._whole(high, "title", schemes)
            name, first = self.split_title(low, schemes=schemes) if last or high.isalnum() else (low, None)
            if first and title.startswith(name) and _ends_range(high, last, first):
                return name, _range_of(title[len(name) :].lstrip(_BEFORE_LEVELS), first, last)
        return None

    def mentioned(self, text: str, *, schemes: Container[str] = _NONE) -> tuple[LevelNotation, ...]:
        """The official grades that a sentence names, in its order: `This position is classified as IT-02.`

        Only what cannot be anything else: patterns that need no context, or whose scheme is among those of the page.
        """
        return self._grades.mentioned(text, schemes)

    def paid_by(self, text: str) -> Period | None:
        """The span of time by which the scales of the official grades that a text names state pay; None if none of them
        says so, or they differ."""
        return self._grades.paid_by(text, _NONE)

    def _may_state(self, text: str) -> bool:
        """Whether a text has a number, or a word that a notation may begin with: without both it states no level."""
        return any(part.isdecimal() or key_of(part) in self._words for part in parts_of(text))

    def _whole(
        self, text: str, where: Where, schemes: Container[str], *, is_guarded: bool = True
    ) -> LevelNotation | None:
        parts = parts_of(text)
        if not parts:
            return None
        firsts = (key_of(parts[0]), "#" if parts[0].isdecimal() else "", *shouted(parts[0]))
        known = [pattern for first in firsts for pattern in self._patterns.get((first, len(parts)), ())]
        for _, pattern, strength, number, name in sorted(known):
            scheme = self._schemes[number]
            slots = fill(pattern, parts, scheme)
            if slots is not None and self._is_meant(strength, scheme, slots, name, where, schemes):
                return notation_of(text, scheme, slots, name)
        return self._code(text, parts, where) if is_guarded else None

    @staticmethod
    def _is_meant(
        strength: str, scheme: Mapping[str, Any], slots: Mapping[str, str], name: str, where: Where,
        schemes: Container[str],
    ) -> bool:  # fmt: skip
        if strength == "patterns" or scheme.get("name") in schemes:
            return True
        if strength == "weak":
            return where in ("fact", "table")
        rank = slots.get("n", "")
        return name in scheme.get("certain", ()) or (bool(rank) and int(rank) >= scheme.get("certain_from", 1000))

    def _code(self, text: str, parts: Sequence[str], where: Where) -> LevelNotation | None:
        """Return a code of letters and a number from an unknown ladder: `TL4`, and as a fact `KSA 4`."""
        if len(parts) != 2:
            return None
        track, digits = parts
        is_one_word = " " not in text
        if _TRACK.fullmatch(track) is None or _RANK.fullmatch(digits) is None or track in self._no_tracks:
            return None
        if not is_one_word and where not in ("fact", "table"):
            return None
        return LevelNotation(text, f"{track}{int(digits)}", track, int(digits))

    def _range(self, text: str, where: Where, schemes: Container[str]) -> LevelNotation | None:
        for joint in filter(text.__contains__, RANGES):
            at = text.find(joint, 1)
            while at > 0:
                low, high = text[:at].strip(), text[at + len(joint) :].strip()
                first = self._whole(low, where, schemes) if low and not low.isdecimal() else None
                last = self._whole(high, where, schemes) if first else None
                if first and _ends_range(high, last, first):
                    return _range_of(text, first, last)
                at = text.find(joint, at + 1)
        return None

    def _with_name(self, text: str, where: Where, schemes: Container[str]) -> LevelNotation | None:
        """`P4 — Senior`, `IC4 (Senior)`, `Senior (IC4)`."""
        for name, level in (*_in_brackets(text), *_beside_a_dash(text)):
            notation = self._whole(level, where, schemes)
            if notation and len(name.split()) <= _LONGEST_NAME and _is_name(name) and not level.strip().isdecimal():
                inside = self._with_name(name, where, schemes)  # `Level 1: Analyst (IC1)`: both are the level's
                other = self._whole(name.split()[-1], where, schemes) if inside is None else None
                is_other = other is not None and other.track == notation.track and other.rank != notation.rank
                said = inside.name if inside else None if is_other else name  # `L3 (was L2)` has no name
                return notation._replace(name=said)
        return None

    def _name_alone(self, text: str, where: Where) -> LevelNotation | None:
        return LevelNotation(text, name=text) if where != "title" and self._rank_name(text) else None


def levels_of(source: Source, rank_name: Callable[[str], object], *, is_kept: bool) -> Levels:
    """The schemes of a file; with `is_kept`, one process compiles them for all. Raises GrammarError."""
    path = Path(source.path)
    made_of = sha256(source.data + Path(level_patterns.__file__).read_bytes()).hexdigest() if is_kept else ""
    data = compiled_cache.load_data(path, made_of) if is_kept else None
    if data is None:
        data = tuple(compile_schemes(source))
        if is_kept:
            compiled_cache.keep_data(path, made_of, data)
    return Levels(Compiled(*data), rank_name)


def _in_brackets(text: str) -> Iterator[tuple[str, str]]:
    """Return the text before the brackets at the end and the text inside them, in both orders."""
    opening = _BRACKETS.get(text[-1:])
    if opening:
        before, found, inside = text[:-1].rpartition(opening)
        if found and before.strip() and inside.strip():
            yield before.strip(), inside.strip()
            yield inside.strip(), before.strip()


def _beside_a_dash(text: str) -> Iterator[tuple[str, str]]:
    for joint in filter(text.__contains__, _LOOSE):
        before, _, behind = map(str.strip, text.rpartition(joint))
        if before and behind:
            yield before, behind
        before, _, behind = map(str.strip, text.partition(joint))
        if before and behind:
            yield behind, before


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _ends_range(high: str, level: LevelNotation | None, first: LevelNotation) -> bool:
    """Whether this ends a range that begins with `first`: a level of its kind, or a number and perhaps a letter."""
    if level and (level.track, level.scheme) == (first.track, first.scheme):
        return True
    if level and parts_of(level.label)[:-1] == parts_of(first.label)[:-1] != []:
        return True  # `E 9 bis E 10`, of which only the second is of one scheme alone
    has_number = first.rank is not None or first.label[-1:].isdecimal()  # `GS-9/11` is one itself
    return has_number and high[:1].isdecimal() and len(high) <= 3 and high.isalnum()


def _range_of(label: str, first: LevelNotation, last: LevelNotation | None) -> LevelNotation:
    """The levels from the first to the last, which may be a number alone, as one notation; of a scheme if both are."""
    is_one = last is None or last.label.isdecimal() or (last.track, last.scheme) == (first.track, first.scheme)
    return LevelNotation(label, None, first.track if is_one else None, None, None, first.scheme if is_one else None)
