"""Years of experience in a phrase."""

from __future__ import annotations

from ingest.diagnostics import diagnose
from ingest.grammar import Grammars
from ingest.records import Experience, Span
from ingest.sections.reader_interface import Claim


def read_experiences(text: str, at: Span, grammars: Grammars, claim: Claim) -> tuple[Experience, ...]:
    """Every interval that the phrase states. A phrase without one that is understood is diagnosed."""
    plain = " ".join(grammars.plain(text).split())
    intervals = grammars.experience(plain)
    is_unread = grammars.is_unsure_of_years(plain) if intervals else not grammars.is_placeholder(plain)
    if is_unread:
        claim.diagnostics.append(diagnose("W412", at.line_start, at.line_end, text[:60]))
    if len(intervals) > 1 and not all(interval.qualification for interval in intervals):
        claim.diagnostics.append(diagnose("W413", at.line_start, at.line_end, text[:60]))
    if any(interval.is_asked for interval in intervals):
        claim.diagnostics.append(diagnose("W432", at.line_start, at.line_end, text[:60]))
    return tuple(
        Experience(
            text=interval.text,
            min_years=interval.min_years,
            max_years=interval.max_years,
            qualification=None if _is_need(interval.qualification, grammars) else interval.qualification,
            span=at,
        )
        for interval in intervals
    )


def _is_need(remark: str | None, grammars: Grammars) -> bool:
    """Whether a remark behind a number says how much it is asked for, and no qualification: `5 years (preferred)`."""
    return remark is not None and grammars.words.is_need(remark)


def states_years(text: str, grammars: Grammars) -> bool:
    """Whether a text says anything that may be a number of years."""
    return bool(grammars.years(text))
