"""The table `panel_findings`: what our panel found in each profile, where a run was told to `--review`."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.panel import Review
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL
from ingest.tables.json_text import json_text
from ingest.tables.spec import TEXT, Row, column, table

SPEC = table(
    "panel_findings",
    "One row per finding of the quality panel; the ids are explained in docs/panel.md. Only with --review.",
    *IDS,
    ORDINAL,
    column("id", TEXT, "The stable id, such as consistency.experience-disagrees.", required=True),
    column("severity", TEXT, "note, minor, major, critical or fatal.", required=True),
    column("dimension", TEXT, "The dimension of the id; panel for a note on the panel itself.", required=True),
    column("dimensions", TEXT, "All dimensions whose score it touches: a list; null for none.", json=True),
    column("quote", TEXT, "What the record has from the first of its lines, at most 200 characters.", required=True),
    column("message", TEXT, "What was found.", required=True),
    column("hint", TEXT, "What a person can do about it.", required=True),
    column("diagnostic", TEXT, "The reader's diagnostic that it builds on, such as W503."),
    *LINES,
    column("spans", TEXT, "All its lines: a list of first and last lines, the first of them as above.",
           required=True, json=True),
    key=PROFILE_ORDINAL,
    reviewed=True,
)  # fmt: skip


def rows(document: str, review: Review) -> Iterator[Row]:
    """The table's rows for one profile, in the panel's order."""
    for ordinal, finding in enumerate(review.findings, 1):
        first = finding.spans[0]
        yield (
            document,
            review.profile_id,
            ordinal,
            _writable(finding.id),
            finding.severity,
            _writable(finding.id).partition(".")[0],
            json_text(list(finding.dimensions)),
            *map(_writable, (finding.quote, finding.message, finding.hint)),
            finding.diagnostic,
            first.line_start,
            first.line_end,
            json_text([[span.line_start, span.line_end] for span in finding.spans]),
        )


def _writable(text: str) -> str:
    """As UTF-8 can hold it: checkers of others may say anything."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()
