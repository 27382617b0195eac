"""The table `outline`: the sections of each profile's part of the page, typed or kept, in their order."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "outline",
    "One row per section: its heading, its lines, and what it is about.",
    *NAMED,
    ORDINAL,
    column("heading", TEXT, "The heading; null for text under no heading.", "heading"),
    column("kind", TEXT, "What it is about, such as responsibilities; null if no rule recognises it.", "kind"),
    column("kind_basis", TEXT, "How the kind is known: stated, nested, form or inferred.", "kind_basis"),
    column("group", TEXT, 'The sub-heading its items carry; in SQL written with quotes, as in `"group"`.', "group"),
    column("level_code", TEXT, "The level it belongs to: its code, else its label.", "level"),
    *LINES,
    items="outline",
    key=PROFILE_ORDINAL,
)
