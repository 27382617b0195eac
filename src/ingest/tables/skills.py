"""The table `skills`."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "skills",
    "One row per skill a profile names.",
    *NAMED,
    ORDINAL,
    column("name", TEXT, "The skill, without its qualifier.", "name", required=True),
    column("qualifier", TEXT, "What stands behind the name in brackets: `Communication (dual-language)`.", "qualifier"),
    column("description", TEXT, "What the skill means in this role.", "description"),
    column("proficiency", TEXT, "How well it has to be mastered, as stated.", "proficiency"),
    *of_level("skills"),
    *LINES,
    items="skills",
    key=PROFILE_ORDINAL,
)
