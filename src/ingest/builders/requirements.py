"""Requirements: what a candidate must or should bring, with the years of experience that each one asks for."""

from __future__ import annotations

from ingest.builders.claim import Claim, Context
from ingest.builders.experience import read_experiences, states_years
from ingest.builders.items import read_items
from ingest.outline.model import Section


def build_requirements(section: Section, context: Context) -> Claim:
    """A requirement for each bullet or line. Its own words say whether it is required or preferred, else those of the
    nearest heading that do."""
    claim = Claim()
    words = context.grammars.words
    for row in read_items(section, context, claim).rows:
        above = words.need(row["group"]) if row["group"] else None
        row["kind"] = words.need(row["text"]) or above or section.need
        has_years = states_years(row["text"], context.grammars)
        row["experience"] = read_experiences(row["text"], row["span"], context.grammars, claim) if has_years else []
        claim.values.setdefault("requirements", []).append(row)
    return claim
