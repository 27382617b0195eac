"""The table `title_aliases`."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "title_aliases",
    "One row per other title of a profile's role.",
    *IDS,
    ORDINAL,
    column("title", TEXT, "The other title.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`."""
    for ordinal, alias in enumerate(profile.title_aliases, 1):
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            alias.title,
            alias.span.line_start,
            alias.span.line_end,
        )
