"""A profile while its sections are read: what is known of it by now, and how further sections join that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.outline.kind_groups import DUTIES_AND_DEMANDS
from ingest.records import (
    AdjacentRole,
    Classification,
    Fact,
    Focus,
    Guideline,
    Level,
    OutlineEntry,
    Pay,
    Profile,
    Provenance,
    Requirement,
    Responsibility,
    Shape,
    Skill,
    Source,
    Span,
    TitleAlias,
)
from ingest.records import Section as KeptSection
from ingest.sections.reader_interface import FIELDS, Made


class Place(NamedTuple):
    """The ids of a profile, None without a uri, its number in its dump, and the number of the family it is part of."""

    document_id: str | None
    profile_id: str | None
    position: int
    part_of: int | None


@dataclass(slots=True)
class Draft:
    """The fields of a Profile, as far as they are known; `block` is what the level block says of the level."""

    shape: Shape
    title: str | None = None
    name: str | None = None
    code: str | None = None
    path: tuple[str, ...] = ()
    level: Level | None = None
    block: Level | None = None
    description: str | None = None
    focus: Focus | None = None
    provenance: Provenance | None = None
    levels: list[Level] = field(default_factory=list)
    responsibilities: list[Responsibility] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)
    guidelines: list[Guideline] = field(default_factory=list)
    skills: list[Skill] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    pay: list[Pay] = field(default_factory=list)
    adjacent_roles: list[AdjacentRole] = field(default_factory=list)
    title_aliases: list[TitleAlias] = field(default_factory=list)
    classifications: list[Classification] = field(default_factory=list)
    sections: list[KeptSection] = field(default_factory=list)
    outline: list[OutlineEntry] = field(default_factory=list)
    intros: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def join(self, name: str, records: Sequence[Made], group: str | None, *, is_first: bool) -> None:
        """Add the items of a section to those of the sections before it: numbered on, and with the section's heading
        where one is given. Those of the first section of its field stay as they are."""
        known: list[Any] = getattr(self, name)
        known += records if is_first and not known else _joined(records, len(known), group, name in DUTIES_AND_DEMANDS)

    def profile(self, place: Place, source: Source, found: Sequence[Diagnostic]) -> Profile:
        """Return the record. `found` holds all its diagnostics."""
        own = {name: getattr(self, name) for name in _OWN}
        return Profile(**own, **place._asdict(), source=source, diagnostics=tuple(found))


_OWN = tuple(one.name for one in fields(Draft) if one.name not in ("block", "diagnostics"))
# Fields of sections whose items later sections add to: the lists.
JOINED = frozenset(one.name for one in fields(Draft) if one.default_factory is list) & frozenset(FIELDS.values())


def _joined(records: Sequence[Any], before: int, group: str | None, is_numbered: bool) -> Iterator[Any]:
    for item in records:
        changed: dict[str, Any] = {}
        if is_numbered:
            changed["ordinal"] = item.ordinal + before
            changed["parent"] = item.parent + before if item.parent is not None else None
        if group is not None and item.group is None:
            changed["group"] = group
        yield item.model_copy(update=changed) if changed else item
