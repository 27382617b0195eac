"""The interface of readers: what a reader of a section is given (`Context`), and what it returns (`Claim`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from ingest.blocks import Block, Paragraph
from ingest.diagnostics import Diagnostic, diagnose
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.records import (
    AdjacentRole,
    Classification,
    Fact,
    Focus,
    Guideline,
    Level,
    Pay,
    Provenance,
    Requirement,
    Responsibility,
    Skill,
    Span,
    TitleAlias,
)

Value = TypeVar("Value")


class Lined(Protocol):
    """Anything that names its lines."""

    @property
    def start(self) -> int:
        """The first line."""

    @property
    def end(self) -> int:
        """The last line."""


class Description(NamedTuple):
    """Paragraphs of the description, with blank lines between them."""

    text: str


class LevelBlock(NamedTuple):
    """What a level block says of a level. The level's label is empty where the block names none."""

    level: Level


Made = (
    Description | Focus | Responsibility | Requirement | Guideline | Skill | Fact | Pay | Provenance | LevelBlock
    | Level | AdjacentRole | TitleAlias | Classification
)  # fmt: skip
"""What sections are read into."""

FIELDS: dict[type[Made], str] = {
    Description: "description",
    Focus: "focus",
    Responsibility: "responsibilities",
    Requirement: "requirements",
    Guideline: "guidelines",
    Skill: "skills",
    Fact: "facts",
    Pay: "pay",
    Provenance: "provenance",
    LevelBlock: "level",
    Level: "levels",
    AdjacentRole: "adjacent_roles",
    TitleAlias: "title_aliases",
    Classification: "classifications",
}
"""The field of the profile that holds a record."""


@dataclass(slots=True)
class Claim:
    """A reader's answer. Lines that nobody owns stay with the page's structure, or are kept."""

    records: list[Made] = field(default_factory=list)  # the lines of a record's span are its field's
    owned: list[Lined] = field(
        default_factory=list
    )  # other lines of the section's own field: sub-headings, header rows
    owned_by: list[tuple[str, Lined]] = field(default_factory=list)  # other lines of another field
    furniture: list[Lined] = field(default_factory=list)  # placeholders: the page's words, not the profile's
    rest: list[Block] = field(default_factory=list)  # kept as they are
    intros: list[Paragraph] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def say(self, code: str, at: Lined, detail: str = "", *, last: Lined | None = None) -> None:
        """Report what is to be said of the lines of `at`, or from its first to the last of `last`."""
        self.diagnostics.append(diagnose(code, at.start, (last or at).end, detail))

    def say_empty(self, placeholder: Lined) -> None:
        """Set aside a text that says that the section is empty."""
        self.say("I601", placeholder)
        self.furniture.append(placeholder)

    def take(self, other: Claim) -> None:
        """Take over all that another claim holds but its records."""
        self.owned += other.owned
        self.owned_by += other.owned_by
        self.furniture += other.furniture
        self.rest += other.rest
        self.intros += other.intros
        self.diagnostics += other.diagnostics


class Context(NamedTuple):
    """What a reader knows besides its section: the grammars, the levels that the page names elsewhere if it
    asks for them, and the guidelines that were read before it.
    """

    grammars: Grammars
    levels: frozenset[str] = frozenset()
    guidelines: Sequence[Guideline] = ()

    def plain(self, text: str) -> str:
        """A text without marks, escapes, entities and tags, as records hold it."""
        return self.grammars.plain(text)

    def plain_or_none(self, text: str | None) -> str | None:
        """The same for a text that may be absent, or say nothing but marks."""
        return (self.grammars.plain(text) or None) if text else None


class Reader(Protocol):
    """Blocks of one section → records."""

    def __call__(self, section: Section, context: Context) -> Claim:
        """Read one section."""


def put(values: dict[str, Value], key: str, value: Value) -> str:
    """Set a key that the page chose, and return it: what it states twice is kept twice, the second as `key (2)`."""
    if key in values:
        taken, free = 1, 2  # no search one by one: a page may say one key on each of its lines
        while f"{key} ({free})" in values:
            taken, free = free, 2 * free
        while free - taken > 1:
            middle = (taken + free) // 2
            taken, free = (middle, free) if f"{key} ({middle})" in values else (taken, middle)
        key = f"{key} ({free})"
    values[key] = value
    return key


@lru_cache(maxsize=4096)
def lines(start: int, end: int) -> Span:
    """The span of these lines; equal spans are one object."""
    return Span(line_start=start, line_end=end)


def span(lined: Lined) -> Span:
    """The span of what names its lines."""
    return lines(lined.start, lined.end)
