"""The table `responsibilities`: what a person does, level by level."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import TEXT, WHOLE, column, table

SPEC = table(
    "responsibilities",
    "One row per responsibility of a profile, for every level the page lists, its own and others.",
    *NAMED,
    ORDINAL.filled("ordinal"),
    column("parent_ordinal", WHOLE, "The ordinal of the item it is nested under; null if outermost.", "parent"),
    *of_level("responsibilities"),
    column("text", TEXT, "The text of the duty.", "text", required=True),
    *LINES,
    items="responsibilities",
    key=PROFILE_ORDINAL,
)
