"""What a record has from some lines: the text to quote where a finding knows only its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from ingest.dedup import occurrences
from ingest.records import Profile, Span

_Place = tuple[int, int, str]  # first line, last line, text


def quotes(profile: Profile, places: Sequence[Span]) -> list[str]:
    """Return for each place the first text of the record there, or else the nearest one after or before it.

    Labels, headings and table separators are not texts: what they introduce is below them. A line of an HTML page that
    states several items gets no quote, since the line does not say which item is meant.
    """
    if not places:
        return []
    if profile.source.format == "html":
        return [_alone(profile, place.line_start) for place in places]
    # Most places are those of an item of a list; all texts are gathered only for the others.
    at = {start: text for start, _, text in _items(profile)}
    if all(place.line_start in at for place in places):
        return [at[place.line_start] for place in places]
    texts = [*_items(profile), *_others(profile)]
    at |= {start: text for start, _, text in reversed(texts)}
    return [at.get(place.line_start) or _near(texts, place.line_start) for place in places]


def _alone(profile: Profile, line: int) -> str:
    """The only text that begins in a line, or else the nearest."""
    every = [list(_items(profile)), list(_others(profile))]
    for texts in every:
        if found := {text for start, _, text in texts if start == line}:
            return found.pop() if len(found) == 1 else ""
    return _near([*every[0], *every[1]], line)


def _near(texts: Sequence[_Place], line: int) -> str:
    """The text that reaches into a line, or else the nearest below it, or above it."""
    over = [text for start, end, text in texts if start <= line <= end]
    below = min(((start, text) for start, _, text in texts if start > line), key=lambda at: at[0], default=None)
    above = max(((end, text) for _, end, text in texts if end < line), key=lambda at: at[0], default=None)
    found = below or above
    return over[0] if over else found[1] if found else ""


def _items(profile: Profile) -> Iterator[_Place]:
    for item in profile.classifications:
        yield item.span.line_start, item.span.line_end, item.code
    for duty in profile.responsibilities:
        yield duty.span.line_start, duty.span.line_end, duty.text
    for asked in profile.requirements:
        yield asked.span.line_start, asked.span.line_end, asked.text
    for fact in profile.facts:
        yield fact.span.line_start, fact.span.line_end, fact.value
    for pay in profile.pay:
        yield pay.span.line_start, pay.span.line_end, pay.text
    for row in profile.guidelines:
        yield row.span.line_start, row.span.line_end, row.raw
    for skill in profile.skills:
        yield skill.span.line_start, skill.span.line_end, skill.name
    if profile.level and (years := profile.level.typical_experience):
        yield years.span.line_start, years.span.line_end, years.text


def _others(profile: Profile) -> Iterator[_Place]:
    stated = [(profile.title, profile.spans.get("title", ())), (profile.code, profile.spans.get("code", ()))]
    stated += [(section.heading, (section.span,)) for section in profile.sections]
    named = ((span.line_start, span.line_end, text) for text, spans in stated for span in spans if text)
    return chain(((start, end, text) for text, _, _, start, end in occurrences(profile) if text), named)
