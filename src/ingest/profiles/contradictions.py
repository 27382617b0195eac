"""Where the parts of one profile disagree. Nothing is corrected; both values stay as stated."""

from __future__ import annotations

from typing import Any

from ingest.diagnostics import Diagnostic, diagnose
from ingest.outline.segments import Segment


def find_contradictions(values: dict[str, Any], segment: Segment) -> list[Diagnostic]:
    """Title, code, level block, guidelines and focus held against each other."""
    return [
        *_title_and_code(segment),
        *_level_block(values, segment),
        *_own_guideline(values),
        *_focus(values),
        *_focus_name(values),
    ]


def _title_and_code(segment: Segment) -> list[Diagnostic]:
    if not (segment.title and segment.label and segment.code and segment.code_block):
        return []
    stated, coded = segment.label.level.code, segment.code.level.code
    if stated == coded:
        return []
    return [diagnose("W501", segment.title.start, segment.code_block.end, f"{stated} and {coded}")]


def _level_block(values: dict[str, Any], segment: Segment) -> list[Diagnostic]:
    own = segment.code.level if segment.code else segment.label.level if segment.label else None
    stated = values.get("level_block", {}).get("code")
    if own is None or stated is None or stated == own.code:
        return []
    line = values["level_block"]["spans"]["code"][0]["line_start"]
    return [diagnose("W502", line, detail=f"{stated} and {own.code}")]


def _own_guideline(values: dict[str, Any]) -> list[Diagnostic]:
    level, guidelines = values.get("level"), values.get("guidelines")
    if not level or not guidelines:
        return []
    own = [guideline for guideline in guidelines if guideline["level"] == level["code"]]
    if not own:
        first = guidelines[0]["span"]["line_start"]
        return [diagnose("W504", first, guidelines[-1]["span"]["line_end"], level["code"])]
    stated = level.get("typical_experience")
    intervals = [e for guideline in own for e in guideline["experience"]]
    if not stated or stated.get("min_years") is None or not intervals:
        return []
    if any(overlap(stated, interval) for interval in intervals):
        return []
    row = own[0]["span"]
    detail = f"`{stated['text']}` and `{intervals[0]['text'][:40]}` (line {row['line_start']}) share at most one point"
    return [diagnose("W503", stated["span"]["line_start"], stated["span"]["line_end"], detail)]


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two intervals of years share more than one point; a single number is met by any that holds it."""
    low = max(one["min_years"], other["min_years"])
    high = min(_top(one), _top(other))
    if one["min_years"] == one.get("max_years") or other["min_years"] == other.get("max_years"):
        return bool(low <= high)
    return bool(low < high)


def _top(interval: dict[str, Any]) -> float:
    top = interval.get("max_years")
    return float("inf") if top is None else float(top)


def _focus(values: dict[str, Any]) -> list[Diagnostic]:
    focus, description = values.get("focus"), values.get("description")
    if not focus or not focus["description"] or not description or focus["description"] == description:
        return []
    if focus["description"] in description.split("\n\n"):
        return []
    at = focus["spans"]["description"][0]
    return [diagnose("W507", at["line_start"], at["line_end"])]


def _focus_name(values: dict[str, Any]) -> list[Diagnostic]:
    """`Q &A Desk` below `Q&A Desk — P4`: one name, in two spellings."""
    focus, name = values.get("focus"), values.get("name")
    if not focus or not name or focus["name"].split() == name.split():
        return []
    if "".join(focus["name"].split()).casefold() != "".join(name.split()).casefold():
        return []
    at = focus["spans"]["name"][0]
    return [diagnose("W511", at["line_start"], at["line_end"], f"{focus['name']} and {name}")]
