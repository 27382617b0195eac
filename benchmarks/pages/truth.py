"""What a page truly says. Texts are plain, with single blanks; None and empty mean that the page says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

DIMENSIONS = (
    "knowledge_application",
    "complexity_problem_solving",
    "collaboration_interaction",
    "degree_experience",
)
ATTRIBUTES = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership")


@dataclass(frozen=True, slots=True)
class Years:
    """An interval of years. `maximum` None is open."""

    minimum: float
    maximum: float | None
    qualification: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase on experience, and the intervals that it states."""

    text: str
    years: tuple[Years, ...]


@dataclass(frozen=True, slots=True)
class LevelName:
    """One level of a track."""

    code: str
    track: str
    rank: int
    name: str


@dataclass(frozen=True, slots=True)
class Duty:
    """One responsibility; `parent` is the index of the duty that it is nested under."""

    level: str
    text: str
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the guidelines: a text or None for each of `DIMENSIONS`."""

    level: str
    cells: tuple[str | None, ...]
    experience: tuple[Years, ...]


@dataclass(frozen=True, slots=True)
class Skill:
    name: str
    qualifier: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """An adjacent role."""

    title: str
    code: str | None
    distance: float
    band: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A code in an outside scheme."""

    scheme: str
    code: str
    source: str | None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Extra:
    """A section that no profile has to have: a heading, then paragraphs or bullets."""

    heading: str
    texts: tuple[str, ...]
    bulleted: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """One page. `hazards` names what its HTML does to make reading hard."""

    code: str
    title: str
    name: str
    path: tuple[str, ...]
    level: LevelName
    levels: tuple[LevelName, ...]
    description: tuple[str, ...]
    focus_name: str
    focus_description: str | None
    duties: tuple[Duty, ...]
    rows: tuple[Row, ...]
    skills: tuple[Skill, ...]
    statement: str | None
    scale: tuple[int, int] | None
    pass_mark: int | None
    summary: str | None
    attributes: dict[str, str]
    typical: Phrase | None
    cards: tuple[Card, ...]
    aliases: tuple[str, ...]
    mappings: tuple[Mapping, ...]
    extras: tuple[Extra, ...]
    intros: dict[str, str]
    hazards: set[str] = field(default_factory=set)
