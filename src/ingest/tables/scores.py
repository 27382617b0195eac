"""The table `scores`: what a review panel gave, where the page says so."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Filling
from ingest.tables.spec import NUMBER, TEXT, Row, column, table

SPEC = table(
    "scores",
    "One row per quality score that a page states in its provenance; the scale stands in `profiles`.",
    *IDS,
    ORDINAL,
    column("dimension", TEXT, "What was scored.", required=True),
    column("score", NUMBER, "The score, on the profile's own scale.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def _rows(profile: Profile) -> Iterator[Row]:
    """Where spans and scores do not pair up, each score has the lines of all."""
    if not (provenance := profile.provenance):
        return
    spans = provenance.spans.get("scores", ())
    paired = len(spans) == len(provenance.scores)
    first, last = (spans[0], spans[-1]) if spans else (profile.source, profile.source)
    for index, (dimension, score) in enumerate(provenance.scores.items()):
        start, end = (spans[index], spans[index]) if paired else (first, last)
        yield dimension, score, start.line_start, end.line_end


FILLING = Filling(("dimension", "score", "line_start", "line_end"), _rows)
