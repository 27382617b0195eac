"""Items of a section: bullets under labels of levels and under sub-headings. What was inferred stays unsaid: it can be
inferred again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.records import Profile, Requirement, Responsibility
from rendering.dialect import Dialect


def render_responsibilities(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """The responsibilities."""
    return _render(profile.responsibilities, style)


def render_requirements(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """The requirements. Whether one is required comes back only if its own words or its sub-heading say so."""
    return _render(profile.requirements, style)


def _render(rows: Sequence[Responsibility | Requirement], style: Dialect) -> Iterator[list[str]]:
    """A label or sub-heading and a list for each run of bullets of one level and group."""
    depths: dict[int, int] = {}
    for row in rows:
        depths[row.ordinal] = depths[row.parent] + 1 if row.parent else 0
    label = None
    for (stated, group), run in groupby(rows, key=lambda row: (_label(row), row.group if style.has_depths else None)):
        if stated and stated != label:
            yield style.heading(stated, 3)
        label = stated
        if group:
            yield style.heading(group, 4 if stated else 3)
        yield style.bullets((depths[row.ordinal], row.text) for row in run)


def _label(row: Responsibility | Requirement) -> str | None:
    if row.level_basis != "stated" or row.level is None:
        return None
    return f"{row.level} — {row.level_title}" if row.level_title else row.level
