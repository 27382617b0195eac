"""The table `requirements`: what a candidate must or should bring."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import TEXT, WHOLE, column, table

SPEC = table(
    "requirements",
    "One row per requirement: qualification, experience, education, certificate, selection criterion.",
    *NAMED,
    ORDINAL.filled("ordinal"),
    column("parent_ordinal", WHOLE, "The ordinal of the item it is nested under; null if outermost.", "parent"),
    column("kind", TEXT, "`required` or `preferred`; null where the page does not say.", "kind"),
    *of_level("requirements"),
    column("text", TEXT, "Its text; its years are in `experiences`.", "text", required=True),
    *LINES,
    items="requirements",
    key=PROFILE_ORDINAL,
)
