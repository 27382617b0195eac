"""The table of sections: which builder reads which field.

Responsibilities are held against the guidelines, so these are read first.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.outline.model import Field
from ingest.sections.adjacent_roles import build_adjacent_roles
from ingest.sections.claim import Builder
from ingest.sections.classifications import build_classifications
from ingest.sections.description import build_description
from ingest.sections.facts import build_facts
from ingest.sections.focus import build_focus
from ingest.sections.guidelines import build_guidelines
from ingest.sections.level import build_level
from ingest.sections.pay import build_pay
from ingest.sections.provenance import build_provenance
from ingest.sections.requirements import build_requirements
from ingest.sections.responsibilities import build_responsibilities
from ingest.sections.rubric import build_rubric
from ingest.sections.rungs import build_rung
from ingest.sections.skills import build_skills
from ingest.sections.title_aliases import build_title_aliases


class Entry(NamedTuple):
    """A section's builder, what it asks for, and when it is read."""

    build: Builder
    asks_levels: bool = False  # whether it looks at the levels that the page names elsewhere,
    asks_guidelines: bool = False  # or at the guidelines that were built before it
    turn: int = 1  # sections of a lower turn are read first


BUILDERS: dict[Field, Entry] = {
    "facts": Entry(build_facts),
    "pay": Entry(build_pay),
    "rung": Entry(build_rung),
    "rubric": Entry(build_rubric),
    "description": Entry(build_description),
    "focus": Entry(build_focus),
    "guidelines": Entry(build_guidelines, turn=0),
    "responsibilities": Entry(build_responsibilities, asks_guidelines=True),
    "requirements": Entry(build_requirements),
    "skills": Entry(build_skills),
    "provenance": Entry(build_provenance),
    "level": Entry(build_level),
    "adjacent_roles": Entry(build_adjacent_roles, asks_levels=True, turn=2),
    "title_aliases": Entry(build_title_aliases),
    "classifications": Entry(build_classifications),
}
