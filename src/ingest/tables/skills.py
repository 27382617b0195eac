"""The table `skills`."""

from __future__ import annotations

from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, of_each
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "skills",
    "One row per skill a profile names.",
    *IDS,
    ORDINAL,
    column("name", TEXT, "The skill, without its qualifier.", required=True),
    column("qualifier", TEXT, "What stands behind the name in brackets: `Communication (dual-language)`."),
    column("description", TEXT, "What the skill means in this role."),
    *LINES,
    key=PROFILE_ORDINAL,
)

FILLING = of_each("skills", name="name", qualifier="qualifier", description="description")
