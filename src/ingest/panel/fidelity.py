"""Fidelity: how much of the page became values, and how much of that had to be repaired or inferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.panel.completeness import NOT_A_PROFILE
from ingest.panel.diagnosed import diagnosed
from ingest.panel.finding_kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import Profile, Span


def _read(profile: Profile) -> Iterator[Finding]:
    """What the reader had to say of the page's lines."""
    return diagnosed(profile, "fidelity")


def _kept_whole(profile: Profile) -> Iterator[Finding]:
    """More lines in sections that no rule understands than all others together. A text that is no profile is told so
    once."""
    if any(found.code == NOT_A_PROFILE for found in profile.diagnostics):
        return
    lines = profile.source.line_end - profile.source.line_start + 1
    unknown = [section for section in profile.sections if section.kind is None]
    kept = _numbers(section.span for section in unknown)
    if profile.source.format == "html":  # where sections may share a line
        kept -= _numbers(entry.span for entry in profile.outline if entry.kind)
    if 2 * len(kept) > lines:
        detail = f"{len(kept):,} of {lines:,} lines, in {len(unknown):,} sections"
        yield find("fidelity.kept-whole", [section.span for section in unknown], unknown[0].heading, detail)


def _numbers(spans: Iterable[Span]) -> set[int]:
    return {number for span in spans for number in range(span.line_start, span.line_end + 1)}


CHECKERS = (
    Checker("reading", "fidelity", _read),
    Checker("kept whole", "fidelity", _kept_whole),
)
