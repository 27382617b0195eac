"""What the grammars answer: plain tuples, no trees."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What a heading means: the record's field, and the text behind its dash."""

    section: str
    arguments: tuple[str, ...] = ()


class LevelCode(NamedTuple):
    """`P4`: track P, rank 4."""

    code: str
    track: str
    rank: int


class CodeLine(NamedTuple):
    """A profile code: the path before the level, the level, whether the page calls it so (`Job code: …`)."""

    code: str
    path: tuple[str, ...]
    level: LevelCode
    is_named: bool = False


class Label(NamedTuple):
    """A title or a level label: the level, the text beside it, and whether the two were glued together."""

    level: LevelCode
    text: str | None
    glued: bool = False


class Years(NamedTuple):
    """An interval of years, and the words that state it; None means open. `is_asked`: only its sense leaves it open."""

    text: str
    min_years: float | None
    max_years: float | None
    qualification: str | None
    is_asked: bool = False


class Card(NamedTuple):
    """A card of an adjacent role."""

    title: str
    code: str | None
    distance: float
    band: str


class Evidence(NamedTuple):
    """What a sentence on provenance states in numbers."""

    scale: tuple[float, float] | None
    pass_mark: float | None


def level_code(text: str) -> LevelCode:
    """`IC5` → track IC, rank 5. The text is a LEVEL of a grammar: letters, then digits."""
    track = text.rstrip("".join(filter(str.isdigit, text)))
    return LevelCode(text, track.rstrip("-"), int(text[len(track) :]))
