"""The table `adjacent_roles`: neighbours a page states."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.spec import NUMBER, TEXT, column, table

SPEC = table(
    "adjacent_roles",
    "One row per neighbouring role that a page states.",
    *IDS,
    ORDINAL,
    column("title", TEXT, "The neighbour's title as stated.", required=True),
    column("code", TEXT, "The neighbour's code, if stated."),
    column("distance", NUMBER, "The stated distance, 0 (the same) to 1."),
    column("band", TEXT, "The stated match band, such as strong."),
    *LINES,
    key=PROFILE_ORDINAL,
)


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`."""
    for ordinal, role in enumerate(profile.adjacent_roles, 1):
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            role.title,
            role.code,
            role.distance,
            role.band,
            role.span.line_start,
            role.span.line_end,
        )
