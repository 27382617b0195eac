"""Review one profile with every checker. A checker that fails costs only its own findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ingest.dedup import normalise
from ingest.panel.checkers import NOT_APPLICABLE, all_checkers
from ingest.panel.finding_kinds import FAILED, find
from ingest.panel.model import DIMENSIONS, SEVERITIES, Checker, Dimension, Finding, Review
from ingest.panel.scoring import score
from ingest.records import Profile, Span
from ingest.sources.ids import document_id, profile_id

_KNOWN = frozenset(DIMENSIONS)


def review(profile: Profile, *, identity: str | None = None, checkers: Sequence[Checker] | None = None) -> Review:
    """The scores of a profile, and the findings behind them, in the order of the checkers.

    `identity` is its profile_id, where it is known; else that of the first of its kind in its dump. A checker that
    raises is reported as a finding (`panel.checker-failed`), and costs its own findings only.
    """
    findings: list[Finding] = []
    asked: set[Dimension | None] = set()
    for checker in all_checkers() if checkers is None else checkers:
        try:
            if checker.applies(profile):
                findings += _checked(checker.check(profile))
                asked.add(checker.dimension)
        except Exception as error:  # one checker less is no reason to say nothing of the page
            findings.append(_failed(checker, profile, error))
    touched = {dimension for finding in findings for dimension in finding.dimensions}
    absent = {name: NOT_APPLICABLE[name] for name in DIMENSIONS if name not in asked | touched}
    return Review(
        code=profile.code,
        title=profile.title,
        uri=profile.source.uri,
        profile_id=identity or _identity(profile),
        scores={name: None if name in absent else given for name, given in score(findings).items()},
        findings=tuple(findings),
        not_applicable=absent,
    )


def _checked(found: Iterable[Finding]) -> Iterator[Finding]:
    """Return a checker's findings in the agreed form. The first invalid one raises TypeError, and the earlier ones are
    dropped too.
    """
    every = list(found)
    for finding in every:
        if not _is_finding(finding):
            raise TypeError(f"not a Finding with lines, a known severity and known dimensions: {finding!r}")
    return iter(every)


def _is_finding(given: object) -> bool:
    return (
        isinstance(given, Finding)
        and given.severity in SEVERITIES
        and _KNOWN.issuperset(given.dimensions)
        and bool(given.spans)
        and all(isinstance(span, Span) for span in given.spans)
        and all(isinstance(text, str) for text in (given.id, given.quote, given.message, given.hint))
    )


def _failed(checker: Checker, profile: Profile, error: Exception) -> Finding:
    first = profile.source.line_start
    told = f"{checker.name}: {type(error).__name__}: {error}".encode("utf-8", "backslashreplace").decode()
    return find(FAILED, [Span(line_start=first, line_end=first)], detail=told)


def _identity(profile: Profile) -> str:
    """The record's own, or as the tables have it for the first profile of this code or title in its dump."""
    if profile.profile_id:
        return profile.profile_id
    uri = profile.source.uri or f"text/{profile.source.sha256}"
    return profile_id(document_id(uri), profile.code or normalise(profile.title or ""), 1)
