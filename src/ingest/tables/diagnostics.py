"""The table `diagnostics`: all findings, of profiles and of dumps that gave none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.diagnostics import Diagnostic
from ingest.tables.columns import DOCUMENT_ID, LINES, ORDINAL
from ingest.tables.spec import TEXT, WHOLE, Row, column, table

SPEC = table(
    "diagnostics",
    "One row per finding. Codes are explained in docs/diagnostics.md.",
    DOCUMENT_ID,
    column("profile_id", TEXT, "The profile it is about; null where the dump gave none."),
    column("uri", TEXT, "The dump's uri.", required=True),
    ORDINAL,
    column("code", TEXT, "The stable code, such as W401.", required=True),
    column("severity", TEXT, "error, warning or info.", required=True),
    column("message", TEXT, "What was seen.", required=True),
    column("hint", TEXT, "What a person can do about it.", required=True),
    *LINES,
    column("col_start", WHOLE, "First column in the first line, from 1.", required=True),
    column("col_end", WHOLE, "Last column, inclusive.", required=True),
)


def rows(document: str, profile: str | None, uri: str, found: Iterable[Diagnostic]) -> Iterator[Row]:
    """The table's rows for the findings of one profile, or of one dump without any."""
    for ordinal, item in enumerate(found, 1):
        span = item.span
        yield (
            document,
            profile,
            uri,
            ordinal,
            item.code,
            item.severity,
            item.message,
            item.hint,
            span.line_start,
            span.line_end,
            span.col_start,
            span.col_end,
        )
