"""The ordered table of sections: which builder reads which, and what else belongs to it.

The order is that of building, not of the page: responsibilities are held against the guidelines, so these come first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.blocks import Block
from ingest.builders.adjacent_roles import absorbs_adjacent_roles, build_adjacent_roles
from ingest.builders.claim import Builder
from ingest.builders.classifications import absorbs_classifications, build_classifications
from ingest.builders.description import build_description
from ingest.builders.focus import build_focus
from ingest.builders.guidelines import absorbs_guidelines, build_guidelines
from ingest.builders.level import absorbs_level, build_level
from ingest.builders.provenance import build_provenance
from ingest.builders.responsibilities import absorbs_responsibilities, build_responsibilities
from ingest.builders.section import Section
from ingest.builders.skills import absorbs_skills, build_skills
from ingest.builders.title_aliases import absorbs_title_aliases, build_title_aliases
from ingest.grammar import Grammars

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


BUILDERS: dict[str, Entry] = {
    "description": Entry(build_description, absorbs_prose),
    "focus": Entry(build_focus, absorbs_prose),
    "guidelines": Entry(build_guidelines, absorbs_guidelines),
    "responsibilities": Entry(build_responsibilities, absorbs_responsibilities, asks_guidelines=True),
    "skills": Entry(build_skills, absorbs_skills),
    "provenance": Entry(build_provenance, absorbs_prose),
    "level": Entry(build_level, absorbs_level),
    "adjacent_roles": Entry(build_adjacent_roles, absorbs_adjacent_roles, asks_levels=True),
    "title_aliases": Entry(build_title_aliases, absorbs_title_aliases),
    "classifications": Entry(build_classifications, absorbs_classifications),
}
