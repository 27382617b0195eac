"""Provenance: the page gives the evidence that it claims to have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from ingest.panel.finding_kinds import find
from ingest.panel.model import Checker, Finding
from ingest.records import Profile, Provenance, SectionBlock

# Not what is denied (`not yet sourced`), nor what only sounds alike (`open-source`).
_DENIED = r"\b(?:no|not|none|never|without|kein\w*|nicht|ohne)\b[^.;:]{0,40}"
_CLAIMS_SOURCES = re.compile(
    rf"{_DENIED}|(?<![\w-])(?P<claim>sourc(?:e|es|ed)|evidence|cited|citations?|references?|Quellen?|belegt)\b", re.I
)
_CLAIMS_SCORES = re.compile(rf"{_DENIED}|(?<![\w-])(?P<claim>scor(?:e|es|ed)|rated|graded|bewerte[tn])\b", re.I)
_NAMES_SOURCES = re.compile(r"https?://\S|\b(?:sources?|evidence|references?|Quellen?)\s*:\s*\S", re.I)
_OF_SOURCES = re.compile(r"(?:sources?|evidence|references?|Quellen?)\b", re.I)
_SCORE = re.compile(r"\w\W{0,4}[ :]\d(?:\.\d+)?(?: ?/ ?\d+)?\W*$")


def _sources(profile: Profile) -> Iterator[Finding]:
    """Check that a section that claims sources for every layer names some."""
    provenance = profile.provenance
    if provenance and provenance.statement and _claims(_CLAIMS_SOURCES, provenance.statement):
        if _NAMES_SOURCES.search(provenance.statement) or any(_kept(profile, provenance)):
            return
        layers = [fact.source for fact in profile.classifications if fact.source]
        detail = f"only the classification has one: {layers[0]}" if layers else ""
        spans = provenance.spans.get("statement", ())
        yield find("provenance.sources-missing", spans, provenance.statement, detail)


def _scores(profile: Profile) -> Iterator[Finding]:
    """Where there is a scale or a mark, there are scores."""
    provenance = profile.provenance
    if provenance and not provenance.scores and _claims_scores(provenance):
        if any(_SCORE.search(line) for text in _kept(profile, provenance) for line in text.splitlines()):
            return  # among other things, so that the reader left them where they are
        spans = provenance.spans.get("statement", ())
        yield find("provenance.scores-missing", spans, provenance.statement)


def _claims_scores(provenance: Provenance) -> bool:
    has_scale = provenance.scale_max is not None or provenance.pass_mark is not None
    return has_scale or _claims(_CLAIMS_SCORES, provenance.statement or "")


def _claims(words: re.Pattern[str], statement: str) -> bool:
    return any(match["claim"] for match in words.finditer(statement))


def _values(profile: Profile) -> Iterator[Finding]:
    """The scores that are given, by the page's own scale and mark."""
    provenance = profile.provenance
    if not provenance:
        return
    low, high, mark = provenance.scale_min, provenance.scale_max, provenance.pass_mark
    spans = provenance.spans.get("scores", ())
    for name, score in provenance.scores.items():
        stated = f"{name} {score:g}"
        if (low is not None and score < low) or (high is not None and score > high):
            yield find("provenance.score-outside-scale", spans, stated, f"{stated}, on {low:g} to {high:g}")
        elif mark is not None and score < mark:
            yield find("provenance.score-below-mark", spans, stated, f"{stated}, where {mark:g} is wanted")


def _kept(profile: Profile, provenance: Provenance) -> Iterator[str]:
    """Return what the section holds besides its statement and scores, and what is below a heading such as `Sources`.

    The rest of a section is kept, and its lines include those of the statement.
    """
    lines = {span.line_start for span in provenance.spans.get("statement", ())}
    for section in profile.sections:
        has_statement = any(section.span.line_start <= line <= section.span.line_end for line in lines)
        if profile.source.format == "html":  # where other sections may share its line
            has_statement = has_statement and section.kind == "provenance"
        if has_statement or _OF_SOURCES.match(section.heading or ""):
            yield from (block.raw for block in section.blocks if not _is_statement(block, lines, profile))


def _is_statement(block: SectionBlock, lines: Set[int], profile: Profile) -> bool:
    if block.span.line_start not in lines:
        return False
    stated = profile.provenance and profile.provenance.statement
    return profile.source.format != "html" or block.raw in (stated or "")  # others may stand on its line


def _has_provenance(profile: Profile) -> object:
    return profile.provenance


CHECKERS = (
    Checker("sources", "provenance", _sources, _has_provenance),
    Checker("claimed scores", "provenance", _scores, _has_provenance),
    Checker("given scores", "provenance", _values, _has_provenance),
)
