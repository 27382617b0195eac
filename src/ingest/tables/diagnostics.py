"""The table `diagnostics`: all findings, of profiles and of dumps that gave none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ingest.diagnostics import Diagnostic, DiagnosticSpan
from ingest.tables.shared_columns import DOCUMENT_ID, LINES, ORDINAL
from ingest.tables.spec import TEXT, WHOLE, Row, column, table

STATED = (
    "code",
    "severity",
    "message",
    "hint",
    "line_start",
    "line_end",
    "col_start",
    "col_end",
    "spans",
)
"""The columns that hold a finding."""


class Found(NamedTuple):
    """A finding, and what it is about."""

    document: str
    profile: str | None
    uri: str
    ordinal: int
    item: Diagnostic


def _spans(found: Found) -> list[list[int]]:
    """Nothing where `line_start` to `col_end` say it all."""
    spans = [[at.line_start, at.line_end, at.col_start, at.col_end] for at in found.item.spans]
    return spans if len(spans) > 1 else []


SPEC = table(
    "diagnostics",
    "One row per finding. Codes are explained in docs/diagnostics.md.",
    DOCUMENT_ID.filled("document"),
    column("profile_id", TEXT, "The profile it is about; null where the dump gave none.", "profile"),
    column("uri", TEXT, "The dump's uri.", "uri", required=True),
    ORDINAL.filled("ordinal"),
    column("code", TEXT, "The stable code, such as W401.", "item.code", required=True),
    column("severity", TEXT, "error, warning or info.", "item.severity", required=True),
    column("message", TEXT, "What was seen.", "item.message", required=True),
    column("hint", TEXT, "What a person can do about it.", "item.hint", required=True),
    LINES[0].filled("item.span.line_start"),
    LINES[1].filled("item.span.line_end"),
    column("col_start", WHOLE, "First column in the first line, from 1.", "item.span.col_start", required=True),
    column("col_end", WHOLE, "Last column, inclusive.", "item.span.col_end", required=True),
    column(
        "spans",
        TEXT,
        "All its places, where it has several: a list of first and last line, first and last column.",
        _spans,
        json=True,
    ),
)


def finding(row: Mapping[str, Any]) -> Diagnostic:
    """Return the finding in a row of the table; the row may have more columns than `STATED`."""
    columns = ("line_start", "line_end", "col_start", "col_end")
    places = json.loads(row["spans"]) if row["spans"] else [[row[name] for name in columns]]
    spans = tuple(DiagnosticSpan(**dict(zip(columns, place, strict=True))) for place in places)
    stated = {name: row[name] for name in ("code", "severity", "message", "hint")}
    return Diagnostic(span=spans[0], spans=spans, **stated)


def rows(document: str, profile: str | None, uri: str, found: Iterable[Diagnostic]) -> Iterator[Row]:
    """The rows for the findings of one profile, or of one dump without any, in the order of `SPEC.filling`."""
    for ordinal, item in enumerate(found, 1):
        yield SPEC.filling.values(Found(document, profile, uri, ordinal, item))
