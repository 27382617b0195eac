"""Where the parts of one profile disagree. Nothing is corrected; both values stay as stated."""

from __future__ import annotations

from ingest.diagnostics import Diagnostic, diagnose
from ingest.outline.profile_segments import Segment
from ingest.profiles.draft import Draft
from ingest.records import Experience


def find_contradictions(draft: Draft, segment: Segment) -> list[Diagnostic]:
    """Compare title, code, level block, guidelines, focus and description."""
    return [
        *_title_and_code(segment),
        *_level_block(draft, segment),
        *_own_guideline(draft),
        *_focus(draft),
        *_focus_name(draft),
    ]


def _title_and_code(segment: Segment) -> list[Diagnostic]:
    if not (segment.title and segment.label and segment.code and segment.code_block):
        return []
    stated, coded = segment.label.level.code, segment.code.level.code
    if stated == coded:
        return []
    return [diagnose("W501", segment.title.start, segment.code_block.end, f"{stated} and {coded}")]


def _level_block(draft: Draft, segment: Segment) -> list[Diagnostic]:
    own = segment.code.level if segment.code else segment.label.level if segment.label else None
    block = draft.block
    if own is None or block is None or block.code is None or block.code == own.code:
        return []
    return [diagnose("W502", block.spans["code"][0].line_start, detail=f"{block.code} and {own.code}")]


def _own_guideline(draft: Draft) -> list[Diagnostic]:
    level, guidelines = draft.level, draft.guidelines
    if level is None or not guidelines:
        return []
    own = [guideline for guideline in guidelines if guideline.level == level.code]
    if not own:
        first, last = guidelines[0].span.line_start, guidelines[-1].span.line_end
        return [diagnose("W504", first, last, level.code or level.label)]
    stated = level.typical_experience
    intervals = [years for guideline in own for years in guideline.experience]
    if stated is None or stated.min_years is None or not intervals:
        return []
    if any(overlap(stated, interval) for interval in intervals):
        return []
    line, text = own[0].span.line_start, intervals[0].text[:40]
    detail = f"`{stated.text}` and `{text}` (line {line}) share at most one point"
    return [diagnose("W503", stated.span.line_start, stated.span.line_end, detail)]


def overlap(one: Experience, other: Experience) -> bool:
    """Whether two intervals of years share more than one point; a single number is met by any that holds it."""
    low = max(one.min_years or 0, other.min_years or 0)
    high = min(_top(one), _top(other))
    is_single = one.min_years == one.max_years or other.min_years == other.max_years
    return low <= high if is_single else low < high


def _top(interval: Experience) -> float:
    return float("inf") if interval.max_years is None else interval.max_years


def _focus(draft: Draft) -> list[Diagnostic]:
    focus, description = draft.focus, draft.description
    if focus is None or not focus.description or not description or focus.description == description:
        return []
    if focus.description in description.split("\n\n"):
        return []
    at = focus.spans["description"][0]
    return [diagnose("W507", at.line_start, at.line_end)]


def _focus_name(draft: Draft) -> list[Diagnostic]:
    """`Q &A Desk` below `Q&A Desk — P4`: one name, in two spellings."""
    focus, name = draft.focus, draft.name
    if focus is None or not name or focus.name.split() == name.split():
        return []
    if "".join(focus.name.split()).casefold() != "".join(name.split()).casefold():
        return []
    at = focus.spans["name"][0]
    return [diagnose("W511", at.line_start, at.line_end, f"{focus.name} and {name}")]
