"""How much of a page is understood: its content lines by outcome, and its unknown headings."""

from __future__ import annotations

from typing import NamedTuple

from ingest.read import Reading

_NO_CONTENT = {"", "structure", "furniture"}
_KEPT = "section"


class Coverage(NamedTuple):
    """Content lines by outcome. `typed` lines belong to a field of the record, `kept` lines to a section with a kind,
    `undecided` lines to a section without one. `unknown_headings` counts the headings of sections without a kind.
    """

    typed: int = 0
    kept: int = 0
    undecided: int = 0
    unknown_headings: int = 0

    @property
    def lines(self) -> int:
        """All content lines."""
        return self.typed + self.kept + self.undecided

    def plus(self, other: Coverage) -> Coverage:
        """Both together."""
        return Coverage(*map(sum, zip(self, other, strict=True)))


def coverage(reading: Reading) -> Coverage:
    """Count a dump's content lines by outcome. Blank lines, headings, rules and furniture are not content."""
    unknown = [section for profile in reading.as_read for section in profile.sections if section.kind is None]
    owners = reading.owners
    spans = {line for section in unknown for line in range(section.span.line_start, section.span.line_end + 1)}
    kept = {number for number, owner in enumerate(owners, 1) if owner == _KEPT}
    content = sum(owner not in _NO_CONTENT for owner in owners)
    undecided = len(kept & spans)
    headings = sum(section.heading is not None for section in unknown)
    return Coverage(content - len(kept), len(kept) - undecided, undecided, headings)
