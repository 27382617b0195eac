"""Every paragraph, bullet and cell text of a profile, with the field that holds it and the lines it stood on.

Headings, labels and codes are structure, not paragraphs, and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ingest.dedup.text import paragraph_id
from ingest.records import Level, Profile, SectionBlock, Source, Span

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
    stated = _Stated(profile.source)
    described = list(stated.places(profile.description, profile.spans.get("description")))
    for text, span in described:
        yield text, "description", None, span
    if focus := profile.focus:
        for place in stated.places(focus.description, focus.spans.get("description")):
            if (
                place not in described
            ):  # the focus text is often the description once more: a place counts once
                yield place[0], "focus.description", None, place[1]
    for section, intro in profile.intros.items():
        for text, span in stated.places(intro, profile.spans.get(f"intros.{section}")):
            yield text, f"intros.{section}", None, span
    if level := profile.level:
        yield from _level(level, stated)
    if provenance := profile.provenance:
        for text, span in stated.places(provenance.statement, provenance.spans.get("statement")):
            yield text, "provenance.statement", None, span


def _level(level: Level, stated: _Stated) -> Iterator[_Found]:
    for name in _LEVEL_FIELDS:
        for text, span in stated.places(getattr(level, name), level.spans.get(name)):
            yield text, f"level.{name}", None, span
    if experience := level.typical_experience:
        yield experience.text, "level.typical_experience", None, experience.span
    spans = level.spans.get("other", ())
    for index, (key, text) in enumerate(level.other.items()):
        span = spans[index] if len(spans) == len(level.other) else stated.extent(spans)
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


class _Stated:
    """Which lines state which paragraph of a field that names its lines in `spans`."""

    def __init__(self, source: Source) -> None:
        self._whole = Span(line_start=source.line_start, line_end=source.line_end)

    def places(self, text: str | None, spans: tuple[Span, ...] | None) -> list[tuple[str, Span]]:
        """The paragraphs of `text` and where they stand: one several times, or several once each.

        Where spans and paragraphs do not pair up, each has the lines from the first span to the last.
        """
        if not text:
            return []
        if not spans or len(spans) == 1 or "\n" not in text:
            return [(text, span) for span in spans or (self._whole,)]
        parts = [part for part in text.split("\n") if part]
        if len(parts) != len(spans):
            spans = (self.extent(spans),) * len(parts)
        return list(zip(parts, spans, strict=True))

    def extent(self, spans: tuple[Span, ...]) -> Span:
        """From the first line of `spans` to the last; the whole profile if there are none."""
        if not spans:
            return self._whole
        return Span(
            line_start=min(span.line_start for span in spans), line_end=max(span.line_end for span in spans)
        )
