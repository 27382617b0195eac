"""The records: frozen pydantic models, and the shape of `ingest parse`'s JSON.

Absent values are None or empty, never left out. Every list item names its lines in `span`; Profile, Level,
Focus and Provenance name theirs in `spans`, a map from field name to all places that state the value.
"""

from typing import Literal

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict

from ingest.diagnostics import Diagnostic

Basis = Literal["marked", "underlined", "bold", "known", "label", "bare"]
LevelBasis = Literal["stated", "inferred"]
Format = Literal["text", "markdown", "html"]


class Record(BaseModel):
    """Base of all models here: frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """First and last line, 1-based and inclusive, as an editor shows them."""

    line_start: int
    line_end: int


Spans = dict[str, tuple[Span, ...]]


class Experience(Record):
    """Years asked for. `max_years` None means open; `min_years` None means that no number was understood."""

    text: str
    min_years: float | None = None
    max_years: float | None = None
    qualification: str | None = None
    span: Span


class Level(Record):
    """The profile's level: from the code or title, and what its own block says of it."""

    code: str
    track: str
    rank: int
    name: str | None = None
    summary: str | None = None
    scope: str | None = None
    autonomy: str | None = None
    complexity: str | None = None
    impact: str | None = None
    decision_rights: str | None = None
    leadership: str | None = None
    typical_experience: Experience | None = None
    other: dict[str, str] = {}
    spans: Spans = {}


class Focus(Record):
    """The specialisation a profile belongs to."""

    name: str
    description: str | None = None
    spans: Spans = {}


class Responsibility(Record):
    """One bullet. `ordinal` counts from 1 per profile in dump order; `parent` is the ordinal it is nested under."""

    level: str | None = None
    level_basis: LevelBasis | None = None
    level_title: str | None = None
    ordinal: int
    parent: int | None = None
    text: str
    span: Span


class Guideline(Record):
    """One row of the table of level guidelines. `unplaced` holds cells whose column cannot be decided."""

    level: str | None = None
    knowledge_application: str | None = None
    complexity_problem_solving: str | None = None
    collaboration_interaction: str | None = None
    degree_experience: str | None = None
    experience: tuple[Experience, ...] = ()
    other: dict[str, str] = {}
    unplaced: tuple[str, ...] = ()
    raw: str
    span: Span


class Skill(Record):
    """A skill. `Communication (dual-language)` has the name `Communication`, the qualifier `dual-language`."""

    name: str
    qualifier: str | None = None
    description: str | None = None
    span: Span


class Provenance(Record):
    """What the page says of its own evidence; scores are the panel's, where the page gives them."""

    statement: str | None = None
    scale_min: float | None = None
    scale_max: float | None = None
    pass_mark: float | None = None
    scores: dict[str, float] = {}
    spans: Spans = {}


class AdjacentRole(Record):
    """A neighbouring role that the page states. `distance` is in [0, 1] as printed there."""

    title: str
    code: str | None = None
    distance: float | None = None
    band: str | None = None
    span: Span


class TitleAlias(Record):
    """Another title for the same role."""

    title: str
    span: Span


class Classification(Record):
    """A code in an outside scheme. `attributes` holds every stated key but code and source."""

    scheme: str | None = None
    code: str
    source: str | None = None
    attributes: dict[str, str] = {}
    span: Span


class SectionItem(Record):
    """One bullet of a kept list; `depth` 0 is outermost."""

    text: str
    depth: int = 0
    span: Span


class SectionBlock(Record):
    """One block of a kept section as it stood; `raw` holds its lines, marks included."""

    kind: Literal["heading", "paragraph", "list", "table", "code"]
    text: str | None = None
    items: tuple[SectionItem, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    raw: str
    span: Span


class Section(Record):
    """A heading and what stands under it that no builder claims. `heading` None: text under no heading at all."""

    heading: str | None = None
    basis: Basis | None = None
    path: tuple[str, ...] = ()
    path_basis: LevelBasis = "stated"
    blocks: tuple[SectionBlock, ...] = ()
    span: Span


class Source(Record):
    """Where the record comes from. `sha256` is of the dump's bytes (of its text, for `ingest.parse`)."""

    uri: str | None = None
    sha256: str
    encoding: str | None = None
    format: Format = "text"
    line_start: int
    line_end: int


class Profile(Record):
    """One job profile. `title` is the whole title line, `name` the title without its level."""

    code: str | None = None
    title: str | None = None
    name: str | None = None
    path: tuple[str, ...] = ()
    level: Level | None = None
    focus: Focus | None = None
    description: str | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    skills: tuple[Skill, ...] = ()
    provenance: Provenance | None = None
    adjacent_roles: tuple[AdjacentRole, ...] = ()
    title_aliases: tuple[TitleAlias, ...] = ()
    classifications: tuple[Classification, ...] = ()
    sections: tuple[Section, ...] = ()
    intros: dict[str, str] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Source
    spans: Spans = {}
