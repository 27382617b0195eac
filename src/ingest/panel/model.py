"""What a panel says of a profile: findings with their places, and a score a dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ingest.records import Profile, Span

Dimension = Literal["fidelity", "completeness", "consistency", "progression", "classification", "provenance"]
Severity = Literal["note", "minor", "major", "critical", "fatal"]

DIMENSIONS: tuple[Dimension, ...] = (
    "fidelity", "completeness", "consistency", "progression", "classification", "provenance",
)  # fmt: skip
SEVERITIES: tuple[Severity, ...] = ("note", "minor", "major", "critical", "fatal")
BEST = 5
PASS_MARK = 4
"""The lowest score with which a profile passes, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a checker found.

    `spans` are the lines that it is about, the one to look at first before the others; `quote` is what the record has
    from there. `dimensions` are those whose score it touches, the one of its id first; a note touches none.
    `diagnostic` is the reader's code that it builds on, if it does.
    """

    id: str
    severity: Severity
    dimensions: tuple[Dimension, ...]
    spans: tuple[Span, ...]
    quote: str
    message: str
    hint: str
    diagnostic: str | None = None

    @property
    def rank(self) -> int:
        """How severe it is, as a number: 0 for a note."""
        return SEVERITIES.index(self.severity)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "id": self.id,
            "severity": self.severity,
            "dimensions": list(self.dimensions),
            "spans": [span.model_dump() for span in self.spans],
            "quote": self.quote,
            "message": self.message,
            "hint": self.hint,
            "diagnostic": self.diagnostic,
        }


def always(profile: Profile) -> bool:
    """For checkers that have something to ask of every profile."""
    return True


class Checker(NamedTuple):
    """A check of a profile: its findings, and whether the profile has anything that it applies to.

    `dimension` is None for a check that belongs to no dimension; its findings say which ones they touch.
    """

    name: str
    dimension: Dimension | None
    check: Callable[[Profile], Iterable[Finding]]
    applies: Callable[[Profile], object] = always


@dataclass(frozen=True, slots=True)
class Review:
    """A profile's scores, 1 to 5, and why. A dimension that does not apply has no score; `not_applicable` says why."""

    code: str | None
    title: str | None
    uri: str | None
    profile_id: str
    scores: Mapping[Dimension, int | None]
    findings: tuple[Finding, ...]
    not_applicable: Mapping[Dimension, str]

    @property
    def minimum(self) -> int:
        """The lowest score: a profile is as good as its weakest dimension."""
        return min((score for score in self.scores.values() if score is not None), default=BEST)

    def passes(self, least: int = PASS_MARK) -> bool:
        """Whether no dimension is below `least`."""
        return self.minimum >= least

    def as_dict(self, least: int = PASS_MARK) -> dict[str, Any]:
        """Plain JSON values, `pass` by the mark `least`."""
        return {
            "code": self.code,
            "title": self.title,
            "uri": self.uri,
            "profile_id": self.profile_id,
            "pass": self.passes(least),
            "minimum": self.minimum,
            "scores": dict(self.scores),
            "not_applicable": dict(self.not_applicable),
            "findings": [finding.as_dict() for finding in self.findings],
        }
