"""The table `responsibilities`: what a person does, level by level."""

from __future__ import annotations

from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, of_each
from ingest.tables.spec import FLAG, TEXT, WHOLE, column, table

SPEC = table(
    "responsibilities",
    "One row per responsibility bullet of a profile, for every level the page lists, its own and others.",
    *IDS,
    ORDINAL,
    column("parent_ordinal", WHOLE, "The ordinal of the bullet it is nested under; null if outermost."),
    column("level_code", TEXT, "The level it belongs to, such as P4; null if undecided."),
    column("level_basis", TEXT, "How the level is known: `stated` by a label, or `inferred` from the order."),
    column("level_title", TEXT, "The level's title in its label: `P2 — Analyst` gives Analyst."),
    column("is_own_level", FLAG, "Whether it is the profile's own level; null if one of them is unknown."),
    column("text", TEXT, "The bullet's text.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)

FILLING = of_each(
    "responsibilities",
    ordinal="ordinal",
    parent_ordinal="parent",
    level_code="level",
    level_basis="level_basis",
    level_title="level_title",
    text="text",
)
