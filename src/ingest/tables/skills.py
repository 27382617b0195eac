"""The table `skills`."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
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


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`."""
    for ordinal, skill in enumerate(profile.skills, 1):
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            skill.name,
            skill.qualifier,
            skill.description,
            skill.span.line_start,
            skill.span.line_end,
        )
