"""The table `adjacent_roles`: neighbours a page states."""

from __future__ import annotations

from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, of_each
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

FILLING = of_each("adjacent_roles", title="title", code="code", distance="distance", band="band")
