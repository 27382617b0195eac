"""Official grades in the middle of a sentence: `This position is classified as IT-02.`"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence, Set

from ingest.grammar.level_patterns import (
    CLOSE,
    RANGES,
    Compiled,
    LevelNotation,
    Pattern,
    fill,
    first_words,
    has_number,
    key_of,
    notation_of,
    parts_in,
)
from ingest.grammar.money_amounts import Period
from ingest.grammar.pay import has_figure
from ingest.punctuation import SPACED_DASHES

_LETTERS = {code: chr(code) if chr(code).isalpha() else " " for code in range(128)}
_FAR = 120  # characters before a grade in which the word before it stands


class OfficialGrades:
    """Finds them, by patterns of several parts that no career ladder has."""

    def __init__(self, compiled: Compiled) -> None:
        self._schemes = compiled.schemes
        self._past = frozenset(compiled.past)
        self._spans_of_pay: dict[str | None, Period] = {
            scheme["name"].replace("{t}", track): scheme["pay"]
            for scheme in compiled.schemes
            if "pay" in scheme
            for track in scheme.get("tracks", ("",))
        }
        self._grades = self._official_patterns(compiled)
        self._numberless = {word for word, those in self._grades.items() if not all(map(has_number, those))}

    def mentioned(self, text: str, schemes: Container[str]) -> tuple[LevelNotation, ...]:
        """The official grades that a sentence names, in its order: `This position is classified as IT-02.`

        Only what cannot be anything else: patterns that need no context, or whose scheme is among those of the page.
        """
        text = unicodedata.normalize("NFKC", text)
        pattern = parts_in(text)
        said = text.translate(_LETTERS).split() if text.isascii() else pattern.findall(text)
        if not _may_be_among(said, self._grades.keys() if has_figure(text) else self._numberless):
            return ()
        found: list[LevelNotation] = []
        parts = list(pattern.finditer(text))
        at = 0
        while at < len(parts):
            first = at
            if key_of(parts[at][0]) not in self._grades:
                at += 1
                continue
            grade, width = self._official(text, parts, at, schemes)
            at += width
            if grade is None or self._is_past(text, parts[first].start()):
                continue
            end = at
            while beyond := self._end_of_range(text, parts, at, grade, schemes):
                at = beyond
            label = text[parts[first].start() : parts[at - 1].end()]
            found.append(grade if at == end else LevelNotation(label, None, grade.track, None, None, grade.scheme))
        return tuple(found)

    def paid_by(self, text: str, schemes: Container[str]) -> Period | None:
        """The span of time by which the scales of the official grades that a text names state pay; None if none of them
        says so, or they differ."""
        spans = {self._spans_of_pay.get(level.scheme) for level in self.mentioned(text, schemes)}
        return spans.pop() if len(spans) == 1 else None

    def _end_of_range(
        self, text: str, parts: Sequence[re.Match[str]], at: int, first: LevelNotation, schemes: Container[str]
    ) -> int:
        """The part behind those of a range that goes on behind the part before `at`: `GS-12 to GS-13`, `GS-14/15`; 0
        where none does."""
        end = parts[at - 1].end()
        joint = next((joint for joint in RANGES if text.startswith(joint, end)), None)
        while at < len(parts) and parts[at].start() < end + len(joint or ""):
            at += 1
        if joint is None or at == len(parts):
            return 0
        grade, width = self._official(text, parts, at, schemes)
        if grade is not None:
            return at + width if (grade.track, grade.scheme) == (first.track, first.scheme) else 0
        number = parts[at]
        is_rank = number[0].isdecimal() and len(number[0]) <= 2 and number.start() == end + len(joint)
        behind = text[number.end() :]
        is_last = joint in SPACED_DASHES and not behind.lstrip()[:1].isalnum()  # `SCP 26 - 30`, not `SCP 26 - 2 posts`
        return at + 1 if is_rank and (joint in CLOSE or is_last) and not behind[:1].isalnum() else 0

    def _is_past(self, text: str, start: int) -> bool:
        """Whether the word before a grade says that it is no longer one: `previously CS-04`."""
        words = text[max(0, start - _FAR) : start].split()
        return bool(words) and words[-1].strip("([,").casefold() in self._past

    def _official(
        self, text: str, parts: Sequence[re.Match[str]], at: int, schemes: Container[str]
    ) -> tuple[LevelNotation | None, int]:
        """The longest official grade that the parts from `at` on begin with, and how many it has: 1 for none."""
        patterns = self._grades.get(key_of(parts[at][0]), ())
        best: tuple[LevelNotation | None, int] = None, 1
        start = parts[at].start()
        for _, pattern, strength, number, name in patterns if patterns and _begins_word(text, start) else ():
            scheme, width = self._schemes[number], len(pattern)
            if width <= best[1] or at + width > len(parts):
                continue
            if strength != "patterns" and not (strength == "hinted" and scheme["name"] in schemes):
                continue
            slots = fill(pattern, [part[0] for part in parts[at : at + width]], scheme)
            end = parts[at + width - 1].end()
            if slots is not None and not text[end : end + 1].isalnum():
                best = notation_of(text[start:end], scheme, slots, name), width
        return best

    @staticmethod
    def _official_patterns(compiled: Compiled) -> dict[str, list[Pattern]]:
        """The patterns of official grades that have several parts, by what the first of them may be."""
        patterns: dict[str, list[Pattern]] = {}
        for first, those in sorted(compiled.patterns.items(), key=lambda item: item[0] == ""):
            for one in those:
                scheme = compiled.schemes[one[3]]
                if len(one[1]) > 1 and not scheme.get("name", "career ladder").startswith("career ladder"):
                    for word in first_words(one[1][0], scheme) if first in ("", "#") else (first,):
                        patterns.setdefault(word, []).append(one)
        return patterns


def _may_be_among(said: Sequence[str], words: Set[str]) -> bool:
    """Whether any of some parts may be compared as one of some words."""
    return not (words.isdisjoint(said) and words.isdisjoint(map(str.casefold, said)))


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()
