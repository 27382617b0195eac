"""Every paragraph, bullet and cell text of a profile, with the field that holds it and the lines that state it.

Headings, labels and codes are structure, not paragraphs, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ingest.dedup.paragraph_lines import pair, places
from ingest.records import DIMENSIONS, Guideline, Level, Profile, SectionBlock, Source, Span

_LEVEL_FIELDS = ("summary", "scope", "autonomy", "complexity", "impact", "decision_rights", "leadership")


Occurrence = tuple[str | None, str, int | None, int, int]
"""One place of one paragraph: its values of the columns OCCURRENCE. The ordinal is None where the field is no list."""

OCCURRENCE = ("text", "field", "ordinal", "line_start", "line_end")


def occurrences(profile: Profile) -> list[Occurrence]:
    """All places of all paragraphs of `profile`, in the order of the record's fields; missing texts have none."""
    found = chain(_prose(profile), _lists(profile), _sections(profile))
    return [place for place in found if place[0]]


def _prose(profile: Profile) -> Iterator[Occurrence]:
    source, spans = profile.source, profile.spans
    described = places(profile.description, spans.get("description", ()), source)
    for text, lines in described:
        yield text, "description", None, *lines
    if focus := profile.focus:
        for place in places(focus.description, focus.spans.get("description", ()), source):
            if place not in described:  # often it is the description once more: a place counts once
                yield place[0], "focus.description", None, *place[1]
    for section, intro in profile.intros.items():
        for text, lines in places(intro, spans.get(f"intros.{section}", ()), source):
            yield text, f"intros.{section}", None, *lines
    if level := profile.level:
        yield from _level(level, source, "level", None)
    for ordinal, stated in enumerate(profile.levels, 1):
        yield from _level(stated, source, "levels", ordinal)
    if provenance := profile.provenance:
        for text, lines in places(provenance.statement, provenance.spans.get("statement", ()), source):
            yield text, "provenance.statement", None, *lines


def _level(level: Level, source: Source, field: str, ordinal: int | None) -> Iterator[Occurrence]:
    for name in _LEVEL_FIELDS:
        for text, lines in places(getattr(level, name), level.spans.get(name, ()), source):
            yield text, f"{field}.{name}", ordinal, *lines
    if years := level.typical_experience:
        yield years.text, f"{field}.typical_experience", ordinal, years.span.line_start, years.span.line_end
    stated = pair(level.spans.get("other", ()), len(level.other), source)
    for (key, text), lines in zip(level.other.items(), stated, strict=True):
        yield text, f"{field}.other.{key}", ordinal, *lines


def _lists(profile: Profile) -> Iterator[Occurrence]:
    for duty in profile.responsibilities:
        span = duty.span
        yield duty.text, "responsibilities.text", duty.ordinal, span.line_start, span.line_end
    for asked in profile.requirements:
        yield asked.text, "requirements.text", asked.ordinal, asked.span.line_start, asked.span.line_end
    for ordinal, row in enumerate(profile.guidelines, 1):
        lines = row.span.line_start, row.span.line_end
        for name in DIMENSIONS:
            yield from _cell(row, name, getattr(row, name), f"guidelines.{name}", ordinal)
        for key, cell in row.other.items():
            yield from _cell(row, key, cell, f"guidelines.other.{key}", ordinal)
        for cell in row.unplaced:
            yield cell, "guidelines.unplaced", ordinal, *lines
    for ordinal, skill in enumerate(profile.skills, 1):
        lines = skill.span.line_start, skill.span.line_end
        yield skill.name, "skills.name", ordinal, *lines
        yield skill.description, "skills.description", ordinal, *lines
    for ordinal, fact in enumerate(profile.facts, 1):
        yield fact.value, "facts.value", ordinal, fact.span.line_start, fact.span.line_end
    for ordinal, pay in enumerate(profile.pay, 1):
        yield pay.text, "pay.text", ordinal, pay.span.line_start, pay.span.line_end
    for ordinal, role in enumerate(profile.adjacent_roles, 1):
        yield role.title, "adjacent_roles.title", ordinal, role.span.line_start, role.span.line_end
    for ordinal, alias in enumerate(profile.title_aliases, 1):
        yield alias.title, "title_aliases.title", ordinal, alias.span.line_start, alias.span.line_end


def _cell(row: Guideline, dimension: str, text: str | None, field: str, ordinal: int) -> Iterator[Occurrence]:
    """A text of a guideline: a paragraph for each line of it, where the record says that each has lines of its own."""
    stated = row.spans.get(dimension) or (row.span,)
    for part, lines in places(text, stated, row.span):
        yield part, field, ordinal, *lines


def _sections(profile: Profile) -> Iterator[Occurrence]:
    for ordinal, section in enumerate(profile.sections, 1):
        for block in section.blocks:
            for text, span in _texts(block):
                yield text, f"sections.{block.kind}", ordinal, span.line_start, span.line_end


def _texts(block: SectionBlock) -> Iterator[tuple[str | None, Span]]:
    if block.kind == "list":
        for item in block.items:
            yield item.text, item.span
    elif block.kind == "table":
        for cell in chain.from_iterable(block.rows):
            yield cell, block.span
    elif block.kind != "heading":
        yield block.text or block.raw, block.span
