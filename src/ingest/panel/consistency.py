"""Consistency: what the page says twice agrees, and what it announces is there."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.panel.diagnosed import diagnosed, is_diagnosed
from ingest.panel.finding_kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import Profile, Span

_LISTS = (
    "responsibilities", "requirements", "guidelines", "skills", "facts", "pay", "adjacent_roles", "title_aliases",
    "classifications",
)  # fmt: skip


def _contradictions(profile: Profile) -> Iterator[Finding]:
    """Title, code, level block, table and focus, as the reader held them against each other."""
    return diagnosed(profile, "consistency")


def _announced(profile: Profile) -> Iterator[Finding]:
    """Return the sections that have only a heading, or only a sentence that announces content."""
    for name in _LISTS:
        if profile.intros.get(name) and not getattr(profile, name):
            spans = profile.spans.get(f"intros.{name}", ()) or _first_line(profile)
            yield find("consistency.section-empty", spans, profile.intros[name], name.replace("_", " "))
    below = {heading for section in profile.sections for heading in section.path}
    for diagnostic in profile.diagnostics:
        heading = diagnostic.message.partition(": ")[2]
        if diagnostic.code == "I604" and heading not in below:  # else it has no text of its own, but sub-sections
            span = Span(line_start=diagnostic.span.line_start, line_end=diagnostic.span.line_end)
            yield find("consistency.section-empty", [span], heading, heading, diagnostic="I604")


def _first_line(profile: Profile) -> list[Span]:
    return [Span(line_start=profile.source.line_start, line_end=profile.source.line_start)]


def _says_something_twice(profile: Profile) -> bool:
    """The level in two places, or what the reader found in two."""
    places = profile.level.spans.get("code", ()) if profile.level else ()
    return len(places) > 1 or bool(profile.level and profile.guidelines) or is_diagnosed(profile, "consistency")


def _announces(profile: Profile) -> bool:
    return bool(profile.intros) or any(diagnostic.code == "I604" for diagnostic in profile.diagnostics)


CHECKERS = (
    Checker("contradictions", "consistency", _contradictions, _says_something_twice),
    Checker("announced sections", "consistency", _announced, _announces),
)
