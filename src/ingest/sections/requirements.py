"""Requirements: what a candidate must or should bring, with the years of experience that each one asks for."""

from __future__ import annotations

from typing import Any

from ingest.outline.model import Section
from ingest.sections.claim import Claim, Context
from ingest.sections.experience import read_experiences, states_years
from ingest.sections.items import read_items


def build_requirements(section: Section, context: Context) -> Claim:
    """A requirement for each bullet or line. Its own words say whether it is required or preferred, else those of the
    nearest heading that do."""
    claim = Claim()
    words = context.grammars.words
    for row in read_items(section, context, claim).rows:
        above = words.need(row["group"]) if row["group"] else None
        row["kind"] = words.need(row["text"]) or above or section.need
        has_years = states_years(row["text"], context.grammars)
        read = read_experiences(row["text"], row["span"], context.grammars, claim) if has_years else []
        row["experience"] = [_as_minimum(years) for years in read]
        claim.values.setdefault("requirements", []).append(row)
    return claim


def _as_minimum(years: dict[str, Any]) -> dict[str, Any]:
    """A single number of years that is required is the least that is asked for, not the most as well."""
    is_single = years["min_years"] is not None and years["min_years"] == years["max_years"]
    return {**years, "max_years": None} if is_single else years
