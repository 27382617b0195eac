"""The table `title_aliases`."""

from __future__ import annotations

from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, of_each
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

FILLING = of_each("title_aliases", title="title")
