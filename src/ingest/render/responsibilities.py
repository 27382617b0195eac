"""Responsibilities: bullets under level labels. Levels that were inferred stay unsaid: they can be inferred again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ingest.records import Profile, Responsibility
from ingest.render.dialect import Dialect


def render_responsibilities(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """A label and a list for each run of bullets of one level."""
    depths: dict[int, int] = {}
    for row in profile.responsibilities:
        depths[row.ordinal] = depths[row.parent] + 1 if row.parent else 0
    for label, rows in groupby(profile.responsibilities, key=_label):
        if label:
            yield style.heading(label, 3)
        yield style.bullets((depths[row.ordinal], row.text) for row in rows)


def _label(row: Responsibility) -> str | None:
    if row.level_basis != "stated" or row.level is None:
        return None
    return f"{row.level} — {row.level_title}" if row.level_title else row.level
