"""Provenance: the statement, which says scale and pass mark in words, and scores."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from rendering.dialect import Dialect
from rendering.number import number


def render_provenance(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """A statement, then a score a bullet."""
    provenance = profile.provenance
    if provenance is None:
        return
    for text in (provenance.statement or "").split("\n"):
        if text:
            yield style.paragraph(text)
    yield style.bullets((0, f"{name}: {number(score)}") for name, score in provenance.scores.items())
