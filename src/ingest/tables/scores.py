"""The table `scores`: what a review panel gave, where the page says so."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile, Span
from ingest.tables.place import BY_ORDINAL, IDS, LINES, ORDINAL, Place, Row
from ingest.tables.spec import NUMBER, TEXT, column, table

SPEC = table(
    "scores",
    "One row per quality score that a page states in its provenance; the scale stands in `profiles`.",
    *IDS,
    ORDINAL,
    column("dimension", TEXT, "What was scored.", required=True),
    column("score", NUMBER, "The score, on the profile's own scale.", required=True),
    *LINES,
    sort_key=BY_ORDINAL,
)


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`. A score whose lines the record does not name has the profile's."""
    if not profile.provenance:
        return
    spans, source = profile.provenance.spans, profile.source
    whole = Span(line_start=source.line_start, line_end=source.line_end)
    for ordinal, (dimension, score) in enumerate(profile.provenance.scores.items(), 1):
        span = (spans.get(f"scores.{dimension}") or spans.get("scores") or (whole,))[0]
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            dimension,
            score,
            span.line_start,
            span.line_end,
        )
