"""The ordered table of sections: which builder reads which, and what else belongs to it.

Responsibilities are held against the guidelines, so these are read first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.blocks import Block
from ingest.grammar import Grammars
from ingest.outline.model import Section
from ingest.sections.adjacent_roles import absorbs_adjacent_roles, build_adjacent_roles
from ingest.sections.claim import Builder
from ingest.sections.classifications import absorbs_classifications, build_classifications
from ingest.sections.description import build_description
from ingest.sections.facts import build_facts
from ingest.sections.focus import build_focus
from ingest.sections.guidelines import absorbs_guidelines, build_guidelines
from ingest.sections.level import absorbs_level, build_level
from ingest.sections.pay import build_pay
from ingest.sections.provenance import build_provenance
from ingest.sections.requirements import build_requirements
from ingest.sections.responsibilities import absorbs_responsibilities, build_responsibilities
from ingest.sections.rubric import build_rubric
from ingest.sections.rungs import build_rung
from ingest.sections.skills import absorbs_skills, build_skills
from ingest.sections.title_aliases import absorbs_title_aliases, build_title_aliases

Absorbs = Callable[[Section, Block | None, Grammars], bool]  # a section, the last block above it


def absorbs_nothing(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """No heading without a known meaning goes on with the section."""
    return False


def absorbs_prose(section: Section, last: Block | None, grammars: Grammars) -> bool:
    """Right under its heading, a bare line with nothing below it is a short paragraph."""
    return section.is_bare and not section.blocks and last is None


class Entry(NamedTuple):
    """A section's builder, and the rule by which it takes back headings that no vocabulary knows."""

    build: Builder
    absorbs: Absorbs = absorbs_nothing
    asks_levels: bool = False  # whether it looks at the levels that the page names elsewhere,
    asks_guidelines: bool = False  # or at the guidelines that were built before it
    turn: int = 1  # sections of a lower turn are read first


BUILDERS: dict[str, Entry] = {
    "facts": Entry(build_facts),
    "pay": Entry(build_pay),
    "rung": Entry(build_rung),
    "rubric": Entry(build_rubric),
    "description": Entry(build_description, absorbs_prose),
    "focus": Entry(build_focus, absorbs_prose),
    "guidelines": Entry(build_guidelines, absorbs_guidelines, turn=0),
    "responsibilities": Entry(build_responsibilities, absorbs_responsibilities, asks_guidelines=True),
    "requirements": Entry(build_requirements),
    "skills": Entry(build_skills, absorbs_skills),
    "provenance": Entry(build_provenance, absorbs_prose),
    "level": Entry(build_level, absorbs_level),
    "adjacent_roles": Entry(build_adjacent_roles, absorbs_adjacent_roles, asks_levels=True, turn=2),
    "title_aliases": Entry(build_title_aliases, absorbs_title_aliases),
    "classifications": Entry(build_classifications, absorbs_classifications),
}

# The field that a kind is read into, where its heading's words name no field themselves.
_FIELDS = {
    "description": "description", "responsibilities": "responsibilities", "requirements": "requirements",
    "skills": "skills", "guidelines": "guidelines", "level": "level", "facts": "facts", "pay": "pay",
    "aliases": "title_aliases", "classification": "classifications", "provenance": "provenance",
}  # fmt: skip


def field_of(section: Section) -> str | None:
    """The builder that reads a section, by its field; None where the section is kept as it is."""
    if section.kind == "level" and section.level is not None:
        return "rung"
    if section.kind == "guidelines" and section.level is not None:
        return "rubric"
    if section.name in BUILDERS:
        return section.name
    if section.heading is None and section.kind is None:
        return "description"
    return _FIELDS.get(section.kind or "")
