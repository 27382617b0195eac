"""Where a profile stands, and the columns that say so in every table."""

from __future__ import annotations

from typing import NamedTuple

from ingest.dedup import Occurrence
from ingest.tables.spec import TEXT, WHOLE, column

Row = tuple[object, ...]


class Place(NamedTuple):
    """A profile's ids, its dump's names, its position there, and its paragraphs, found once for all."""

    document_id: str
    profile_id: str
    uri: str
    source: str
    position: int
    content_id: str
    occurrences: list[Occurrence]


DOCUMENT_ID = column("document_id", TEXT, "The dump: 128 bits of the SHA-256 of its uri.", required=True)
PROFILE_ID = column(
    "profile_id", TEXT, "The profile: its dump, its code or title, its number there.", required=True
)
IDS = (DOCUMENT_ID, PROFILE_ID)
ORDINAL = column("ordinal", WHOLE, "Its number among its kind in the profile, from 1.", required=True)
LINES = (
    column("line_start", WHOLE, "First line in the dump, from 1, as an editor shows it.", required=True),
    column("line_end", WHOLE, "Last line in the dump, inclusive.", required=True),
)
PROFILE_ORDINAL = ("profile_id", "ordinal")
