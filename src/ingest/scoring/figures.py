"""Figures of a page, or the sum of those of several."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal

Verdict = Literal["right", "kept", "as_heading", "other_role", "flagged", "silent", "unowned"]

VERDICTS: dict[Verdict, str] = {
    "right": "in a field of its kind, of its role",
    "kept": "in a section without a kind: undecided",
    "as_heading": "taken for a heading",
    "other_role": "in a field of its kind, of another role",
    "flagged": "in a field of another kind, and a finding names the line",
    "silent": "in a field of another kind, and nothing is said",
    "unowned": "in no record: lost, or taken for a menu or footer",
}
"""What can become of a line of content."""


@dataclass(slots=True)
class Figures:
    """Counts. Each verdict counts lines; the other figures are reported beside them."""

    pages: int = 0
    failed: int = 0
    """Pages at which the reader itself failed."""
    profiles: int = 0
    """Pages that are about roles."""
    accepted: int = 0
    """How many of these are read as such."""
    negatives: int = 0
    """Pages that are about no role."""
    wrongly_accepted: int = 0
    as_many: int = 0
    """Pages with as many profiles as roles."""
    findings: int = 0
    """Errors and warnings on pages about roles."""
    titles: int = 0
    titles_right: int = 0
    titles_silent: int = 0
    """Pages of one role with another title, of which nothing is said."""
    levels: int = 0
    levels_right: int = 0
    years: int = 0
    years_right: int = 0
    years_made_up: int = 0
    pay: int = 0
    pay_right: int = 0
    pay_made_up: int = 0
    facts: int = 0
    facts_right: int = 0
    lines: int = 0
    """Lines of content."""
    right: int = 0
    kept: int = 0
    as_heading: int = 0
    other_role: int = 0
    flagged: int = 0
    silent: int = 0
    unowned: int = 0
    needs: int = 0
    """Lines whose truth says that they are required, or that they are preferred."""
    needs_right: int = 0
    needs_swapped: int = 0
    beside: int = 0
    """Lines of no kind or of furniture."""
    beside_claimed: int = 0
    """How many of these a field claims."""

    def add(self, other: Figures) -> None:
        """Add the counts of another page."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))

    def count(self, verdict: Verdict) -> None:
        """Count a line of content."""
        self.lines += 1
        setattr(self, verdict, getattr(self, verdict) + 1)

    @property
    def claimed(self) -> int:
        """Return the number of content lines that are in a field."""
        return self.right + self.other_role + self.flagged + self.silent
