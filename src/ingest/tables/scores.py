"""The table `scores`: what a review panel gave, where the page says so."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.spec import NUMBER, TEXT, column, table

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


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`. Where spans and scores do not pair up, each has the lines of all."""
    if not (provenance := profile.provenance):
        return
    spans = provenance.spans.get("scores", ())
    paired = len(spans) == len(provenance.scores)
    first, last = (spans[0], spans[-1]) if spans else (profile.source, profile.source)
    for index, (dimension, score) in enumerate(provenance.scores.items()):
        yield (
            place.document_id,
            place.profile_id,
            index + 1,
            dimension,
            score,
            spans[index].line_start if paired else first.line_start,
            spans[index].line_end if paired else last.line_end,
        )
