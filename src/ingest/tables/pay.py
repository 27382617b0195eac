"""The table `pay`: salaries, scales and allowances."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import NUMBER, TEXT, column, table

SPEC = table(
    "pay",
    "One row per stated salary, scale or allowance.",
    *NAMED,
    ORDINAL,
    column("text", TEXT, "The statement as it stands.", "text", required=True),
    column("min", NUMBER, "Least amount, in `currency` per `period`; null if no number was understood.", "min"),
    column("max", NUMBER, "Most; equal to `min` where one amount is stated, null if open.", "max"),
    column("currency", TEXT, "ISO 4217 code, such as EUR; null if the page does not say which.", "currency"),
    column("period", TEXT, "year, month, week, day or hour; null if not stated.", "period"),
    *of_level("pay"),
    *LINES,
    items="pay",
    key=PROFILE_ORDINAL,
)
