"""Completeness: the slots that a profile of this kind has to fill.

A page with a code belongs to a catalogue, whose pages have all parts. A page without one may be organised otherwise:
of it no more is asked than a title and a level.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ingest.panel.diagnosed import diagnosed
from ingest.panel.finding_kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import DIMENSIONS, Guideline, Level, Profile, Span

NOT_A_PROFILE = "E201"
_PARTS = ("description", "responsibilities", "guidelines", "skills")
_ATTRIBUTES = (
    "summary",
    "scope",
    "autonomy",
    "complexity",
    "impact",
    "decision_rights",
    "leadership",
    "typical_experience",
)


def _is_one(profile: Profile) -> Iterator[Finding]:
    """Whether the reader takes the text for a profile."""
    return diagnosed(profile, "completeness")


def _title_and_level(profile: Profile) -> Iterator[Finding]:
    if not profile.title:
        yield find("completeness.title-missing", _head(profile), profile.code)
    if not profile.level and profile.shape != "ladder":
        yield find("completeness.level-missing", _head(profile), profile.title)


def _code(profile: Profile) -> Iterator[Finding]:
    """A level block and a table of guidelines are a catalogue's; its pages have codes."""
    if not profile.code and profile.guidelines and profile.level and _stated(profile.level):
        yield find("completeness.code-missing", _head(profile), profile.title)


def _parts(profile: Profile) -> Iterator[Finding]:
    for part in _PARTS:
        if not getattr(profile, part):
            yield find(f"completeness.{part}-missing", _head(profile), profile.title)
    if profile.level and not _stated(profile.level):
        yield find("completeness.level-block-missing", _head(profile), profile.title)


def _attributes(profile: Profile) -> Iterator[Finding]:
    level = profile.level
    if level and (stated := _stated(level)):
        missing = [name.replace("_", " ") for name in _ATTRIBUTES if name not in stated]
        if missing:
            spans = _extent(chain.from_iterable(level.spans.get(name, ()) for name in stated)) or _head(profile)
            yield find("completeness.attribute-missing", spans, level.name or level.key, ", ".join(missing))


def _own_level(profile: Profile) -> Iterator[Finding]:
    """Bullets for other levels, none for the one that the page is about."""
    levels = dict.fromkeys(duty.level for duty in profile.responsibilities if duty.level)
    own = profile.level.key if profile.level else None
    if own and levels and own not in levels:
        spans = _extent(duty.span for duty in profile.responsibilities)
        detail = f"{own} is not among {', '.join(levels)}"
        yield find("completeness.own-level-missing", spans, profile.responsibilities[0].text, detail)


def _cells(profile: Profile) -> Iterator[Finding]:
    """Cells that are empty in one row and filled in another; what could not be placed is not missing."""
    rows = [row for row in profile.guidelines if not row.unplaced]
    columns = [name for name in DIMENSIONS if any(getattr(row, name) for row in rows)]
    empty = [(row, name) for row in rows for name in columns if not getattr(row, name)]
    if empty:
        detail = ", ".join(f"{_name(row)} {name.replace('_', ' ')}" for row, name in empty[:3])
        more = f" and {len(empty) - 3:,} more" if len(empty) > 3 else ""
        spans = dict.fromkeys(row.span for row, _ in empty)
        yield find("completeness.cell-missing", spans, empty[0][0].raw, detail + more)


def _skills(profile: Profile) -> Iterator[Finding]:
    """Names alone, where others of the list are described."""
    bare = [skill for skill in profile.skills if not skill.description]
    if bare and len(bare) < len(profile.skills):
        detail = ", ".join(skill.name for skill in bare[:3]) + (", …" if len(bare) > 3 else "")
        yield find("completeness.skill-undescribed", [skill.span for skill in bare], bare[0].name, detail)


def _is_profile(profile: Profile) -> bool:
    return not any(diagnostic.code == NOT_A_PROFILE for diagnostic in profile.diagnostics)


def _stated(level: Level) -> list[str]:
    return [name for name in _ATTRIBUTES if getattr(level, name)]


def _name(row: Guideline) -> str:
    return row.level or "a row without level"


def _head(profile: Profile) -> list[Span]:
    """Where a missing part is missed: title and code, or else the first line."""
    spans = [*profile.spans.get("title", ()), *profile.spans.get("code", ())]
    first = profile.source.line_start
    return spans or [Span(line_start=first, line_end=first)]


def _extent(spans: Iterator[Span]) -> list[Span]:
    """From the first line of all to the last."""
    every = list(spans)
    if not every:
        return []
    return [Span(line_start=min(at.line_start for at in every), line_end=max(at.line_end for at in every))]


CHECKERS = (
    Checker("a profile at all", "completeness", _is_one),
    Checker("title and level", "completeness", _title_and_level, _is_profile),
    Checker("code", "completeness", _code, _is_profile),
    Checker("parts", "completeness", _parts, lambda profile: profile.code),
    Checker("level attributes", "completeness", _attributes, lambda profile: profile.level),
    Checker("own level", "completeness", _own_level, lambda profile: profile.responsibilities),
    Checker("cells", "completeness", _cells, lambda profile: profile.guidelines),
    Checker("skills", "completeness", _skills, lambda profile: profile.skills),
)
