"""The table `facts`: what a page states as keys with values."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "facts",
    "One row per key-value line: location, team, grade, contract, closing date and others.",
    *NAMED,
    ORDINAL,
    column("key", TEXT, "The key: location, department, grade … or the label in snake case.", "key", required=True),
    column("label", TEXT, "The key as written.", "label", required=True),
    column("value", TEXT, "The value as stated.", "value", required=True),
    *of_level("facts"),
    *LINES,
    items="facts",
    key=PROFILE_ORDINAL,
)
