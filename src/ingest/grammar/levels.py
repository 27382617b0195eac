"""How levels are written: the schemes of `grammars/words/levels.toml`, official grades and the ladders of industry."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

from ingest.errors import GrammarError
from ingest.grammar import kept
from ingest.grammar.pay import Period
from ingest.grammar.word_files import Source
from ingest.punctuation import COLONS, DASHES, LONG_DASHES, SPACED_DASHES

Where = Literal["title", "heading", "fact", "table"]

_WIDEST = 120  # characters of a text that may be a level
_ROMAN = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
}  # fmt: skip
_NONE: frozenset[str] = frozenset()
_DIGIT = re.compile(r"\d")
_SPACELESS = "\u2e80-\U0010ffff"  # letters from here on are told from those before: `7級`, `P職`
# A slot, a run of letters, of digits, or a sign that is more than what parts them.
_PART = re.compile(rf"\{{[^}}]*\}}|[^\W\d_{_SPACELESS}]+|[^\W\d_\0-\u2e7f]+|\d+|[^\w \-‐‑–.\u00a0]|_")
_STRENGTHS = ("patterns", "weak", "hinted")
_LOOSE = (*SPACED_DASHES, " | ", ", ", ": ", COLONS[1], " · ", *LONG_DASHES)  # between a level and its name
_RANGES = (
    " to ",
    " bis ",
    " à ",
    " or ",
    " and ",
    " ou ",
    " oder ",
    " a ",
    "/",
    *SPACED_DASHES,
    *DASHES,
    "～",
    "〜",
    "~",
)
_CLOSE = ("/", *DASHES, " to ", " bis ")  # joints before a number alone
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【"}
_LONGEST_NAME = 8  # words of a level's name
_LONGEST_NOTATION = 4  # words behind a title


class LevelNotation(NamedTuple):
    """A level as a text states it. What the text or its scheme does not say is None.

    `label` is the notation as written (`Band 8a`), `code` its normalised form, `rank` the number stated, `name` what
    stands beside it (`Senior` in `P4 — Senior`), `order` greater for a more senior level of the same scheme. A range
    (`GS-12 to GS-13`) has a label and a scheme alone.
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
    """Schemes as plain data: each scheme's own keys, patterns by their first part, letters that mean no level, words
    before a grade that is none any more."""

    schemes: list[dict[str, Any]]
    patterns: dict[str, list[Pattern]]
    no_tracks: list[str]
    no_endings: list[str]
    past: list[str]


class PageSchemes:
    """The schemes that a page says it uses. Each is looked for when it is first asked for."""

    def __init__(self, page: str, hints: Mapping[str, Sequence[str]]) -> None:
        self._page = page
        self._hints = hints
        self._known: dict[object, bool] = {}

    def __contains__(self, scheme: object) -> bool:
        """Whether the page says a scheme by its hints."""
        known = self._known.get(scheme)
        if known is None:
            known = self._known[scheme] = any(map(self._says, self._hints.get(str(scheme), ())))
        return known

    @cached_property
    def _lowered(self) -> str:
        return self._page.casefold()

    def _says(self, hint: str) -> bool:
        return _says(self._page, hint) if hint.isupper() else _says(self._lowered, hint.casefold())


class Levels:
    """Reads levels. `rank_name` says whether a text is the name of a rank, such as Senior."""

    def __init__(self, compiled: Compiled, rank_name: Callable[[str], object]) -> None:
        self._schemes = compiled.schemes
        self._patterns = compiled.patterns
        self._no_tracks = frozenset(compiled.no_tracks)
        self._no_endings = frozenset(compiled.no_endings)
        self._spans_of_pay: dict[str | None, Period] = {
            scheme["name"].replace("{t}", track): scheme["pay"]
            for scheme in compiled.schemes
            if "pay" in scheme
            for track in scheme.get("tracks", ("",))
        }
        self._past = frozenset(compiled.past)
        self._rank_name = rank_name
        self._hints: dict[str, list[str]] = {}  # by the scheme's name
        for scheme in compiled.schemes:
            self._hints.setdefault(scheme.get("name", ""), []).extend(scheme.get("hints", ()))
        self._grades = self._official_patterns()
        self._grade_words = frozenset(word.casefold() for word in self._grades)
        self._numberless_grade_words = frozenset(
            word.casefold() for word, those in self._grades.items() if not all(map(_has_number, those))
        )
        self._words = frozenset(
            word
            for first, those in self._patterns.items()
            for one in those
            for word in (_first_words(one[1][0], self._schemes[one[3]]) if first in ("", "#") else (first,))
        )

    def schemes_of(self, page: str) -> PageSchemes:
        """The schemes that a page says it uses, anywhere in its text: they decide what `Grade 7` is."""
        return PageSchemes(page, self._hints)

    def read(self, text: str, *, where: Where, schemes: Container[str] = _NONE) -> LevelNotation | None:
        """The level that a whole text states, with a name beside it or not.

        `where` it stands decides how much is enough: as a `fact` or in a `table` a bare `7`, `II` or `Senior` is a
        level; a `heading` or `title` has to say more. `schemes`: those of the page, see `schemes_of`.
        """
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

    def mentioned(self, text: str, *, schemes: Container[str] = _NONE) -> tuple[LevelNotation, ...]:
        """The official grades that a sentence names, in its order: `This position is classified as IT-02.`

        Only what cannot be anything else: patterns that need no context, or whose scheme is among those of the page.
        """
        text = unicodedata.normalize("NFKC", text)
        words = self._grade_words if _DIGIT.search(text) else self._numberless_grade_words
        if words.isdisjoint(_PART.findall(text.casefold())):
            return ()
        found: list[LevelNotation] = []
        parts = list(_PART.finditer(text))
        at = 0
        while at < len(parts):
            first = at
            if _key(parts[at][0]) not in self._grades:
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

    def paid_by(self, text: str, *, schemes: Container[str] = frozenset()) -> Period | None:
        """The span of time by which the scales of the official grades that a text names state pay; None if none of them
        says so, or they differ."""
        spans = {self._spans_of_pay.get(level.scheme) for level in self.mentioned(text, schemes=schemes)}
        return spans.pop() if len(spans) == 1 else None

    def _end_of_range(
        self, text: str, parts: Sequence[re.Match[str]], at: int, first: LevelNotation, schemes: Container[str]
    ) -> int:
        """The part behind those of a range that goes on behind the part before `at`: `GS-12 to GS-13`, `GS-14/15`; 0
        where none does."""
        end = parts[at - 1].end()
        joint = next((joint for joint in _RANGES if text.startswith(joint, end)), None)
        while at < len(parts) and parts[at].start() < end + len(joint or ""):
            at += 1
        if joint is None or at == len(parts):
            return 0
        grade, width = self._official(text, parts, at, schemes)
        if grade is not None:
            return at + width if (grade.track, grade.scheme) == (first.track, first.scheme) else 0
        number = parts[at]
        is_rank = number[0].isdecimal() and len(number[0]) <= 2 and number.start() == end + len(joint)
        return at + 1 if is_rank and joint in _CLOSE and not text[number.end() : number.end() + 1].isalnum() else 0

    def _is_past(self, text: str, start: int) -> bool:
        """Whether the word before a grade says that it is no longer one: `previously CS-04`."""
        words = text[max(0, start - _WIDEST) : start].split()
        return bool(words) and words[-1].strip("([,").casefold() in self._past

    def _official(
        self, text: str, parts: Sequence[re.Match[str]], at: int, schemes: Container[str]
    ) -> tuple[LevelNotation | None, int]:
        """The longest official grade that the parts from `at` on begin with, and how many it has: 1 for none."""
        patterns = self._grades.get(_key(parts[at][0]), ())
        best: tuple[LevelNotation | None, int] = None, 1
        start = parts[at].start()
        for _, pattern, strength, number, name in patterns if patterns and _begins_word(text, start) else ():
            scheme, width = self._schemes[number], len(pattern)
            if width <= best[1] or at + width > len(parts):
                continue
            if strength != "patterns" and not (strength == "hinted" and scheme["name"] in schemes):
                continue
            slots = _fill(pattern, [part[0] for part in parts[at : at + width]], scheme)
            end = parts[at + width - 1].end()
            if slots is not None and not text[end : end + 1].isalnum():
                best = _notation(text[start:end], scheme, slots, name), width
        return best

    def _official_patterns(self) -> dict[str, list[Pattern]]:
        """The patterns of official grades that have several parts, by what the first of them may be."""
        patterns: dict[str, list[Pattern]] = {}
        for first, those in sorted(self._patterns.items(), key=lambda item: item[0] == ""):
            for one in those:
                scheme = self._schemes[one[3]]
                if len(one[1]) > 1 and not scheme.get("name", "career ladder").startswith("career ladder"):
                    for word in _first_words(one[1][0], scheme) if first in ("", "#") else (first,):
                        patterns.setdefault(word, []).append(one)
        return patterns

    def _may_state(self, text: str) -> bool:
        """Whether a text has a number, or a word that a notation may begin with: without both it states no level."""
        return any(part.isdecimal() or _key(part) in self._words for part in _parts(text))

    def _whole(
        self, text: str, where: Where, schemes: Container[str], *, is_guarded: bool = True
    ) -> LevelNotation | None:
        parts = _parts(text)
        if not parts:
            return None
        firsts = (_key(parts[0]), "#" if parts[0].isdecimal() else "")
        for _, pattern, strength, number, name in sorted(p for first in firsts for p in self._patterns.get(first, ())):
            if len(pattern) == len(parts):
                scheme = self._schemes[number]
                slots = _fill(pattern, parts, scheme)
                if slots is not None and self._is_meant(strength, scheme, slots, name, where, schemes):
                    return _notation(text, scheme, slots, name)
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
        """Letters and a number of a ladder that nobody has told us of: `TL4`, and as a fact `KSA 4`."""
        if len(parts) != 2 or not (parts[0].isalpha() and parts[0].isupper() and parts[0].isascii()):
            return None
        track, digits = parts
        is_one_word = " " not in text
        if len(track) > 4 or not digits.isdecimal() or len(digits) > 2 or track in self._no_tracks:
            return None
        if not is_one_word and where not in ("fact", "table"):
            return None
        return LevelNotation(text, f"{track}{int(digits)}", track, int(digits))

    def _range(self, text: str, where: Where, schemes: Container[str]) -> LevelNotation | None:
        for joint in _RANGES:
            at = text.find(joint, 1)
            while at > 0:
                low, high = text[:at].strip(), text[at + len(joint) :].strip()
                first = self._whole(low, where, schemes) if low and not low.isdecimal() else None
                if first and _ends_range(high, self._whole(high, where, schemes), first):
                    return LevelNotation(text, None, first.track, None, None, first.scheme)
                at = text.find(joint, at + 1)
        return None

    def _with_name(self, text: str, where: Where, schemes: Container[str]) -> LevelNotation | None:
        """`P4 — Senior`, `IC4 (Senior)`, `Senior (IC4)`."""
        for name, level in (*_in_brackets(text), *_beside_a_dash(text)):
            notation = self._whole(level, where, schemes)
            if notation and len(name.split()) <= _LONGEST_NAME and _is_name(name) and not level.strip().isdecimal():
                inside = self._with_name(name, where, schemes)  # `Level 1: Analyst (IC1)`: both are the level's
                return notation._replace(name=inside.name if inside else name)
        return None

    def _name_alone(self, text: str, where: Where) -> LevelNotation | None:
        return LevelNotation(text, name=text) if where != "title" and self._rank_name(text) else None


def levels_of(source: Source, rank_name: Callable[[str], object], *, is_kept: bool) -> Levels:
    """The schemes of a file; with `is_kept`, one process compiles them for all. Raises GrammarError."""
    path = Path(source.path)
    made_of = sha256(source.data + Path(__file__).read_bytes()).hexdigest() if is_kept else ""
    data = kept.load_data(path, made_of) if is_kept else None
    if data is None:
        data = tuple(_compiled(source))
        if is_kept:
            kept.keep_data(path, made_of, data)
    return Levels(Compiled(*data), rank_name)


def _compiled(source: Source) -> Compiled:
    import tomllib  # most processes find what another one has kept

    try:
        tables = tomllib.loads(source.data.decode("utf-8-sig"))
        schemes = tables["scheme"]
        patterns: dict[str, list[Pattern]] = {}
        place = 0
        for number, scheme in enumerate(schemes):
            for written, strength, name in _patterns_of(scheme):
                parts = tuple(_parts(written))
                first = "" if parts[0] in ("{t}", "{r}", "{a}", "{x}") else "#" if parts[0] == "{n}" else _key(parts[0])
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


def _parts(text: str) -> list[str]:
    """Runs of letters, runs of digits and slots; other signs one by one, without blanks, hyphens and dots."""
    return _PART.findall(unicodedata.normalize("NFKC", text))


def _has_number(pattern: Pattern) -> bool:
    """Whether what the pattern finds has a digit."""
    return any(part in ("{n}", "{x}") or part.isdecimal() for part in pattern[1])


def _first_words(slot: str, scheme: Mapping[str, Any]) -> Sequence[str]:
    """What a sentence may say for the slot that a pattern begins with; a bare number says too little."""
    words = {"{t}": scheme.get("tracks", ()), "{a}": scheme.get("letters", ()), "{r}": tuple(_ROMAN)}
    return tuple(map(_key, words.get(slot, ())))


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _key(part: str) -> str:
    """A part as it is compared: in small letters, unless it is written in capitals alone."""
    return part if part.isupper() and part.isascii() else part.casefold()


def _fill(pattern: Sequence[str], parts: Sequence[str], scheme: Mapping[str, Any]) -> dict[str, str] | None:
    """What stands in the slots of a pattern; None if the parts do not fit."""
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
        elif _key(part) != _key(slot) and not (part.isupper() and part.casefold() == slot.casefold() and len(slot) > 3):
            return None
    return slots


def _notation(text: str, scheme: Mapping[str, Any], slots: Mapping[str, str], name: str) -> LevelNotation:
    rank = int(slots["n"]) if "n" in slots else None
    track = slots.get("t") or scheme.get("track")
    letter = slots.get("a")
    order = None
    if name:
        digits = "".join(filter(str.isdecimal, name))
        rank = int(digits) if digits else None
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


def _in_brackets(text: str) -> Iterator[tuple[str, str]]:
    """What stands before the brackets at the end, and in them, either way round."""
    opening = _BRACKETS.get(text[-1:])
    if opening:
        before, found, inside = text[:-1].rpartition(opening)
        if found and before.strip() and inside.strip():
            yield before.strip(), inside.strip()
            yield inside.strip(), before.strip()


def _beside_a_dash(text: str) -> Iterator[tuple[str, str]]:
    for joint in _LOOSE:
        before, found, behind = text.rpartition(joint)
        if found and before.strip() and behind.strip():
            yield before.strip(), behind.strip()
        before, found, behind = text.partition(joint)
        if found and before.strip() and behind.strip():
            yield behind.strip(), before.strip()


def _is_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _ends_range(high: str, level: LevelNotation | None, first: LevelNotation) -> bool:
    """Whether this ends a range that begins with `first`: a level of its kind, or a number and perhaps a letter."""
    if level and (level.track, level.scheme) == (first.track, first.scheme):
        return True
    return first.rank is not None and high[:1].isdecimal() and len(high) <= 3 and high.isalnum()


def _says(page: str, hint: str) -> bool:
    """Whether a page holds a hint as whole words."""
    at = page.find(hint)
    while at >= 0:
        end = at + len(hint)
        if not page[at - 1 : at].isalnum() and not page[end : end + 1].isalnum():
            return True
        if not hint[0].isascii():
            return True
        at = page.find(hint, at + 1)
    return False
