"""The table `adjacent_roles`: neighbours a page states."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, ORDINAL, PROFILE_ORDINAL, named
from ingest.tables.spec import NUMBER, TEXT, column, table

SPEC = table(
    "adjacent_roles",
    "One row per neighbouring role that a page states.",
    *named(code="profile_code", title="profile_title"),
    ORDINAL,
    column("title", TEXT, "The neighbour's title as stated.", "title", required=True),
    column("code", TEXT, "The neighbour's code, if stated.", "code"),
    column("distance", NUMBER, "The stated distance, 0 (the same) to 1.", "distance"),
    column("band", TEXT, "The stated match band, such as strong.", "band"),
    *LINES,
    items="adjacent_roles",
    key=PROFILE_ORDINAL,
)
