"""What a record claims for each line: the kind of every value that names the line, and the labels of that value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ingest.line_citations import citations
from ingest.records import Item, Level, Profile, Record, Requirement, Section

KINDS = {
    "title": "title",
    "name": "title",
    "code": "code",
    "path": "code",
    "level": "level",
    "levels": "level",
    "description": "description",
    "focus": "description",
    "responsibilities": "responsibilities",
    "requirements": "requirements",
    "guidelines": "guidelines",
    "skills": "skills",
    "facts": "fact",
    "pay": "pay",
    "provenance": "provenance",
    "adjacent_roles": "career",
    "title_aliases": "aliases",
    "classifications": "classification",
}
"""The kind of truth that each field of a record claims for its lines."""

KEPT = "kept"
HEADING = "heading"


class Claim(NamedTuple):
    """A value's claim on a line. `profile` is an index; `labels` name its level, group or section."""

    kind: str
    profile: int
    labels: tuple[str, ...] = ()

    @property
    def is_typed(self) -> bool:
        """False for the text of a section that is kept without a kind, and for a section's heading."""
        return self.kind not in (KEPT, HEADING)


Claims = Mapping[int, Sequence[Claim]]
"""Claims by line, 1-based."""


def claims_of(profiles: Sequence[Profile]) -> Claims:
    """All claims of a page's records."""
    found: defaultdict[int, list[Claim]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for claim, first, last in _claims(profile, index):
            for line in range(first, last + 1):
                found[line].append(claim)
    return found


def _claims(profile: Profile, index: int) -> Iterator[tuple[Claim, int, int]]:
    """Each claim with its first and last line."""
    for field, places in profile.spans.items():
        name = field.removeprefix("intros.")
        for place in places:
            yield Claim(KINDS.get(name, name), index), place.line_start, place.line_end
    for field, kind in KINDS.items():
        stated = getattr(profile, field)
        for value in _records(stated):
            claim = Claim(_kind(kind, value), index, _labels(value) if isinstance(stated, tuple) else ())
            for citation in citations(value):
                yield claim, citation.span.line_start, citation.span.line_end
    for section in profile.sections:
        claim = Claim(section.kind or KEPT, index, _labels(section))
        for part in section.blocks or (section,):
            for citation in citations(part):
                yield claim, citation.span.line_start, citation.span.line_end
        if section.heading:
            yield Claim(HEADING, index), section.span.line_start, section.span.line_start


def _records(value: object) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
    elif isinstance(value, tuple):
        yield from (item for item in value if isinstance(item, Record))


def _kind(kind: str, value: Record) -> str:
    return f"{kind}/{value.kind}" if isinstance(value, Requirement) and value.kind else kind


def _labels(value: Record) -> tuple[str, ...]:
    """Return everything that names the level, role or group of a value."""
    found: tuple[str | None, ...] = ()
    if isinstance(value, Item):
        found = (value.level, value.level_title, value.group)
    elif isinstance(value, Level):
        found = (value.label, value.code, value.name)
    elif isinstance(value, Section):
        found = (value.level, value.heading, *value.path)
    return tuple(label for label in found if label)
