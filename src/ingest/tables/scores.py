"""The table `scores`: what a review panel gave, where the page says so."""

from __future__ import annotations

from typing import NamedTuple

from ingest.records import Profile
from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL
from ingest.tables.spec import NUMBER, TEXT, column, table


class Score(NamedTuple):
    """A stated score with its lines."""

    dimension: str
    score: float
    line_start: int
    line_end: int


def _items(profile: Profile) -> list[Score]:
    """Where spans and scores do not pair up, each score has the lines of all."""
    if not (provenance := profile.provenance):
        return []
    spans = provenance.spans.get("scores", ())
    stated = list(provenance.scores.items())
    if len(spans) == len(stated):
        return [Score(*one, span.line_start, span.line_end) for one, span in zip(stated, spans, strict=True)]
    first, last = (spans[0], spans[-1]) if spans else (profile.source, profile.source)
    return [Score(*one, first.line_start, last.line_end) for one in stated]


SPEC = table(
    "scores",
    "One row per quality score that a page states in its provenance; the scale stands in `profiles`.",
    *NAMED,
    ORDINAL,
    column("dimension", TEXT, "What was scored.", "dimension", required=True),
    column("score", NUMBER, "The score, on the profile's own scale.", "score", required=True),
    LINES[0].filled("line_start"),
    LINES[1].filled("line_end"),
    items=_items,
    key=PROFILE_ORDINAL,
)
