"""Fidelity: how much of the page became values, and how much of that had to be repaired or inferred."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.panel.diagnosed import diagnosed
from ingest.panel.kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import Profile


def _read(profile: Profile) -> Iterator[Finding]:
    """What the reader had to say of the page's lines."""
    return diagnosed(profile, "fidelity")


def _kept_whole(profile: Profile) -> Iterator[Finding]:
    """More lines in sections that no builder claims than all others together."""
    lines = profile.source.line_end - profile.source.line_start + 1
    kept = {n for section in profile.sections for n in range(section.span.line_start, section.span.line_end + 1)}
    if 2 * len(kept) > lines:
        first = profile.sections[0].heading
        detail = f"{len(kept):,} of {lines:,} lines, in {len(profile.sections):,} sections"
        yield find("fidelity.kept-whole", [section.span for section in profile.sections], first, detail)


CHECKERS = (
    Checker("reading", "fidelity", _read),
    Checker("kept whole", "fidelity", _kept_whole),
)
