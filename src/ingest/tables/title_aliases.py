"""The table `title_aliases`."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, ORDINAL, PROFILE_ORDINAL, named
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "title_aliases",
    "One row per other title of a profile's role.",
    *named(title="profile_title"),
    ORDINAL,
    column("title", TEXT, "The other title.", "title", required=True),
    *LINES,
    items="title_aliases",
    key=PROFILE_ORDINAL,
)
