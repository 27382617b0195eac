"""Every paragraph, bullet and cell text of a profile, with the field that holds it and the lines it stood on.

Headings, labels and codes are structure, not paragraphs, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ingest.dedup.text import paragraph_id
from ingest.records import Level, Profile, SectionBlock, Span, Spans

_LEVEL_FIELDS = ("summary", "scope", "autonomy", "complexity", "impact", "decision_rights", "leadership")
_GUIDELINE_FIELDS = (
    "knowledge_application",
    "complexity_problem_solving",
    "collaboration_interaction",
    "degree_experience",
)

_Found = tuple[str | None, str, int | None, Span]  # text, field, ordinal, lines


class Occurrence(NamedTuple):
    """One place of one paragraph. `ordinal` counts from 1 in the field's list, None where it is no list."""

    paragraph_id: str
    text: str
    field: str
    ordinal: int | None
    line_start: int
    line_end: int


def occurrences(profile: Profile) -> list[Occurrence]:
    """All places of all paragraphs of `profile`, in the order of the record's fields, but of blank texts."""
    return [
        Occurrence(identity, text, field, ordinal, span.line_start, span.line_end)
        for text, field, ordinal, span in chain(_prose(profile), _lists(profile), _sections(profile))
        if text and (identity := paragraph_id(text))
    ]


def _prose(profile: Profile) -> Iterator[_Found]:
    whole = Span(line_start=profile.source.line_start, line_end=profile.source.line_end)
    described = _places(profile.spans, whole, "description")
    for span in described:
        yield profile.description, "description", None, span
    if focus := profile.focus:
        for span in _places(focus.spans, whole, "description"):
            # The focus text is often the description once more: one place counts once.
            if focus.description != profile.description or span not in described:
                yield focus.description, "focus.description", None, span
    for section, intro in profile.intros.items():
        for span in _places(profile.spans, whole, f"intros.{section}", "intros"):
            yield intro, f"intros.{section}", None, span
    if level := profile.level:
        yield from _level(level, whole)
    if provenance := profile.provenance:
        for span in _places(provenance.spans, whole, "statement"):
            yield provenance.statement, "provenance.statement", None, span


def _level(level: Level, whole: Span) -> Iterator[_Found]:
    for name in _LEVEL_FIELDS:
        if text := getattr(level, name):
            for span in _places(level.spans, whole, name):
                yield text, f"level.{name}", None, span
    if experience := level.typical_experience:
        yield experience.text, "level.typical_experience", None, experience.span
    for key, text in level.other.items():
        for span in _places(level.spans, whole, f"other.{key}", key, "other"):
            yield text, f"level.other.{key}", None, span


def _lists(profile: Profile) -> Iterator[_Found]:
    for duty in profile.responsibilities:
        yield duty.text, "responsibilities.text", duty.ordinal, duty.span
    for ordinal, row in enumerate(profile.guidelines, 1):
        for name in _GUIDELINE_FIELDS:
            yield getattr(row, name), f"guidelines.{name}", ordinal, row.span
        for key, cell in row.other.items():
            yield cell, f"guidelines.other.{key}", ordinal, row.span
        for cell in row.unplaced:
            yield cell, "guidelines.unplaced", ordinal, row.span
    for ordinal, skill in enumerate(profile.skills, 1):
        yield skill.name, "skills.name", ordinal, skill.span
        yield skill.description, "skills.description", ordinal, skill.span
    for ordinal, role in enumerate(profile.adjacent_roles, 1):
        yield role.title, "adjacent_roles.title", ordinal, role.span
    for ordinal, alias in enumerate(profile.title_aliases, 1):
        yield alias.title, "title_aliases.title", ordinal, alias.span


def _sections(profile: Profile) -> Iterator[_Found]:
    for ordinal, section in enumerate(profile.sections, 1):
        for block in section.blocks:
            for text, span in _block(block):
                yield text, f"sections.{block.kind}", ordinal, span


def _block(block: SectionBlock) -> Iterator[tuple[str | None, Span]]:
    if block.kind == "list":
        for item in block.items:
            yield item.text, item.span
    elif block.kind == "table":
        for cell in chain.from_iterable(block.rows):
            yield cell, block.span
    elif block.kind != "heading":
        yield block.text or block.raw, block.span


def _places(spans: Spans, whole: Span, *names: str) -> tuple[Span, ...]:
    """The lines of the first of `names` that has any; the whole profile's where the record names none."""
    for name in names:
        if found := spans.get(name):
            return found
    return (whole,)
