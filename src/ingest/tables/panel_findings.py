"""The table `panel_findings`: the quality panel's findings for each profile, in runs with `--review`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.panel import Finding, Review
from ingest.records import Span
from ingest.tables.shared_columns import DOCUMENT_ID, LINES, ORDINAL, PROFILE_ID, PROFILE_ORDINAL
from ingest.tables.spec import TEXT, Row, Value, column, table


class Found(NamedTuple):
    """A finding, the profile it is about, and the first of its places."""

    document: str
    profile: str
    ordinal: int
    finding: Finding
    first: Span


def _text(name: str) -> Value:
    """A text as UTF-8 can hold it: checkers of others may say anything."""

    def value(found: Found) -> str:
        text: str = getattr(found.finding, name)
        return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()

    return value


_id = _text("id")


def _dimension(found: Found) -> str:
    return str(_id(found)).partition(".")[0]


def _spans(found: Found) -> list[list[int]]:
    return [[span.line_start, span.line_end] for span in found.finding.spans]


SPEC = table(
    "panel_findings",
    "One row per finding of the quality panel; the ids are explained in docs/panel.md. Only with --review.",
    DOCUMENT_ID.filled("document"),
    PROFILE_ID.filled("profile"),
    ORDINAL.filled("ordinal"),
    column("id", TEXT, "The stable id, such as consistency.experience-disagrees.", _id, required=True),
    column("severity", TEXT, "note, minor, major, critical or fatal.", "finding.severity", required=True),
    column(
        "dimension",
        TEXT,
        "The dimension of the id; panel for a note on the panel itself.",
        _dimension,
        required=True,
    ),
    column(
        "dimensions",
        TEXT,
        "All dimensions whose score it touches: a list; null for none.",
        "finding.dimensions",
        json=True,
    ),
    column(
        "quote",
        TEXT,
        "What the record has from the first of its lines, at most 200 characters.",
        _text("quote"),
        required=True,
    ),
    column("message", TEXT, "What was found.", _text("message"), required=True),
    column("hint", TEXT, "What a person can do about it.", _text("hint"), required=True),
    column("diagnostic", TEXT, "The reader's diagnostic that it builds on, such as W503.", "finding.diagnostic"),
    LINES[0].filled("first.line_start"),
    LINES[1].filled("first.line_end"),
    column(
        "spans",
        TEXT,
        "All its lines: a list of first and last lines, the first of them as above.",
        _spans,
        required=True,
        json=True,
    ),
    key=PROFILE_ORDINAL,
    reviewed=True,
)


def rows(document: str, review: Review) -> Iterator[Row]:
    """The rows for one profile, in the panel's order; their values in the order of `SPEC.filling`."""
    for ordinal, finding in enumerate(review.findings, 1):
        yield SPEC.filling.values(Found(document, review.profile_id, ordinal, finding, finding.spans[0]))
