"""The table `paragraph_occurrences`: every place of every paragraph."""

from __future__ import annotations

from ingest.tables.shared_columns import IDS, LINES
from ingest.tables.spec import TEXT, WHOLE, column, table

SPEC = table(
    "paragraph_occurrences",
    "One row per place where a paragraph, bullet or table cell stands.",
    *IDS,
    column("uri", TEXT, "The dump's uri.", repeated="uri", required=True),
    column("paragraph_id", TEXT, "The paragraph: the same id for the same text, everywhere.", required=True),
    column("field", TEXT, "The record's field that holds it, such as `skills.description`.", required=True),
    column("ordinal", WHOLE, "The ordinal of the list item that holds it; null where the field is no list."),
    column("text", TEXT, "The text as it stands in the record.", required=True),
    *LINES,
)
