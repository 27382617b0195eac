"""The records: frozen pydantic models, and the shape of `ingest parse`'s JSON.

Absent values are None or empty, never left out. Every list item names its lines in `span`; Profile, Level, Focus,
Guideline and Provenance name theirs in `spans`, a map from field name to all places that state the value.
"""

from typing import Literal

# No annotations from __future__: pydantic would compile each of their texts.
from pydantic import BaseModel, ConfigDict

from ingest.diagnostics import Diagnostic
from ingest.section_kinds import Kind

KindBasis = Literal["stated", "nested", "form", "inferred"]
"""How a section's kind is known: by its heading, the section around it, the form of its lines, or its words."""

YEARS = "degree_experience"
DIMENSIONS = ("knowledge_application", "complexity_problem_solving", "collaboration_interaction", YEARS)
"""The dimensions of guidelines that have a field of their own; the last one states years of experience."""

Shape = Literal["role", "family", "ladder"]
Basis = Literal["marked", "underlined", "bold", "known", "label", "bare"]
LevelBasis = Literal["stated", "inferred"]
Format = Literal["text", "markdown", "html"]
EncodingBasis = Literal["declared", "given", "detected", "assumed"]
Period = Literal["year", "month", "week", "day", "hour"]


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
    """A level: its label as stated, its place in a ladder, and what the page says of it.

    `code` is the normalised label, `track` and `rank` are read from it; all three may be unknown. `order` compares
    levels of one `scheme`: the greater one is the more senior.
    """

    label: str
    code: str | None = None
    track: str | None = None
    rank: int | None = None
    scheme: str | None = None
    order: int | None = None
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

    @property
    def key(self) -> str:
        """The name by which items refer to this level: its code, else its label."""
        return self.code or self.label

    @property
    def is_described(self) -> bool:
        """Whether the page says more of it than what it is called."""
        return not self.spans.keys() <= {"label", "code", "name"}


class Focus(Record):
    """The specialisation a profile belongs to."""

    name: str
    description: str | None = None
    spans: Spans = {}


class Item(Record):
    """What the items of a section have in common: the level they belong to, and the sub-heading above them.

    `level` is the level's code, or its label where it has none.
    """

    level: str | None = None
    level_basis: LevelBasis | None = None
    level_title: str | None = None
    group: str | None = None


class Responsibility(Item):
    """One duty. `ordinal` counts from 1 per profile in page order; `parent` is the ordinal it is nested under."""

    ordinal: int
    parent: int | None = None
    text: str
    span: Span


class Requirement(Item):
    """What a candidate must or should bring. `kind` is None where the page does not say which."""

    kind: Literal["required", "preferred"] | None = None
    ordinal: int
    parent: int | None = None
    text: str
    experience: tuple[Experience, ...] = ()
    span: Span


class Guideline(Item):
    """Expectations of one level, by dimension. `unplaced` holds cells whose column cannot be decided.

    `other` holds every dimension but the four named ones, by its name as written; below a group row as
    `Group: Dimension`.
    """

    knowledge_application: str | None = None
    complexity_problem_solving: str | None = None
    collaboration_interaction: str | None = None
    degree_experience: str | None = None
    other: dict[str, str] = {}
    spans: Spans = {}
    experience: tuple[Experience, ...] = ()
    unplaced: tuple[str, ...] = ()
    raw: str
    span: Span

    @property
    def cells(self) -> dict[str, str]:
        """What is stated, by dimension: first those with a field of their own, then the others as written."""
        stated = {name: getattr(self, name) for name in DIMENSIONS} | self.other
        return {name: text for name, text in stated.items() if text}


class Skill(Item):
    """A skill. `Communication (dual-language)` has the name `Communication`, the qualifier `dual-language`."""

    name: str
    qualifier: str | None = None
    description: str | None = None
    proficiency: str | None = None
    span: Span


class Fact(Item):
    """One key-value line. `key` is canonical, in snake case; `label` is the key as written."""

    key: str
    label: str
    value: str
    span: Span


class Pay(Item):
    """A stated salary, scale or allowance. `max` equals `min` where one amount is stated, and is None where it is open.

    `currency` is an ISO 4217 code. A number that is not understood is None; `text` always holds what the page says.
    """

    text: str
    min: float | None = None
    max: float | None = None
    currency: str | None = None
    period: Period | None = None
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
    """A code in an outside scheme. `attributes` holds every stated key but code, title and source."""

    scheme: str | None = None
    code: str
    title: str | None = None
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
    """A heading and the text below it, kept as it is. `heading` is None for text under no heading.

    `kind` is None where no rule recognises what the section is about.
    """

    kind: Kind | None = None
    kind_basis: KindBasis | None = None
    heading: str | None = None
    basis: Basis | None = None
    path: tuple[str, ...] = ()
    path_basis: LevelBasis = "stated"
    level: str | None = None
    blocks: tuple[SectionBlock, ...] = ()
    span: Span


class OutlineEntry(Record):
    """One section of the page, typed or kept. `span` reaches from its heading to its last line.

    `group` is the sub-heading that its items carry; `level` is the key of the level it belongs to.
    """

    heading: str | None = None
    span: Span
    kind: Kind | None = None
    kind_basis: KindBasis | None = None
    group: str | None = None
    level: str | None = None


class Source(Record):
    """Where the record comes from. `sha256` is of the dump's bytes (of its text, for `ingest.parse`).

    `language` is the page's main language, an ISO 639-1 code. `line_start` and `line_end` are the profile's first and
    last line in the dump.
    """

    uri: str | None = None
    sha256: str
    encoding: str | None = None
    encoding_basis: EncodingBasis | None = None
    format: Format = "text"
    language: str | None = None
    line_start: int
    line_end: int


class Profile(Record):
    """The record of one role, job family or ladder. `title` is the whole title line, `name` is it without the level.

    `position` is its number among the profiles of its dump, from 1; a role of a family names the family's position in
    `part_of`. `levels` are those that the page describes or names above items, in page order. A page with a level of
    its own is no ladder, but its items may be of several levels. The two ids are None for a text without uri.
    """

    document_id: str | None = None
    profile_id: str | None = None
    position: int = 1
    shape: Shape = "role"
    part_of: int | None = None
    code: str | None = None
    title: str | None = None
    name: str | None = None
    path: tuple[str, ...] = ()
    level: Level | None = None
    levels: tuple[Level, ...] = ()
    focus: Focus | None = None
    description: str | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    skills: tuple[Skill, ...] = ()
    facts: tuple[Fact, ...] = ()
    pay: tuple[Pay, ...] = ()
    provenance: Provenance | None = None
    adjacent_roles: tuple[AdjacentRole, ...] = ()
    title_aliases: tuple[TitleAlias, ...] = ()
    classifications: tuple[Classification, ...] = ()
    sections: tuple[Section, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    intros: dict[str, str] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Source
    spans: Spans = {}

    @property
    def other_levels(self) -> tuple[Level, ...]:
        """What is to be shown beside `level`: a ladder's levels; else those of which the page says more than a name."""
        return tuple([level for level in self.levels if level.is_described]) if self.level else self.levels
