"""The registry of readers: which reader reads which field of the record.

Responsibilities are held against the guidelines, so these are read first.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.outline.model import Field
from ingest.sections.adjacent_roles import read_adjacent_roles
from ingest.sections.classifications import read_classifications
from ingest.sections.description import read_description
from ingest.sections.facts import read_facts
from ingest.sections.focus import read_focus
from ingest.sections.guideline_dimension import read_dimension
from ingest.sections.guidelines import read_guidelines
from ingest.sections.ladder_level import read_ladder_level
from ingest.sections.level_block import read_level
from ingest.sections.pay import read_pay
from ingest.sections.provenance import read_provenance
from ingest.sections.reader_interface import Reader
from ingest.sections.requirements import read_requirements
from ingest.sections.responsibilities import read_responsibilities
from ingest.sections.skills import read_skills
from ingest.sections.title_aliases import read_title_aliases


class Entry(NamedTuple):
    """The reader of a field, what it asks for, and when it reads."""

    read: Reader
    asks_levels: bool = False  # whether it looks at the levels that the page names elsewhere,
    asks_guidelines: bool = False  # or at the guidelines that were read before it
    turn: int = 1  # sections of a lower turn are read first


READERS: dict[Field, Entry] = {
    "facts": Entry(read_facts),
    "pay": Entry(read_pay),
    "ladder_level": Entry(read_ladder_level),
    "dimension": Entry(read_dimension),
    "description": Entry(read_description),
    "focus": Entry(read_focus),
    "guidelines": Entry(read_guidelines, turn=0),
    "responsibilities": Entry(read_responsibilities, asks_guidelines=True),
    "requirements": Entry(read_requirements),
    "skills": Entry(read_skills),
    "provenance": Entry(read_provenance),
    "level": Entry(read_level),
    "adjacent_roles": Entry(read_adjacent_roles, asks_levels=True, turn=2),
    "title_aliases": Entry(read_title_aliases),
    "classifications": Entry(read_classifications),
}
