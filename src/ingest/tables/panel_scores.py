"""The table `panel_scores`: the quality panel's scores for each profile, in runs with `--review`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.panel import DIMENSIONS, Review
from ingest.tables.shared_columns import DOCUMENT_ID, PROFILE_ID
from ingest.tables.spec import FLAG, TEXT, WHOLE, Row, column, table


class Scored(NamedTuple):
    """A dimension of a profile with its score."""

    document: str
    profile: str
    dimension: str
    score: int | None
    applies: bool
    findings: int
    worst: str | None


SPEC = table(
    "panel_scores",
    "One row per role or ladder and dimension: the quality panel's score. Only with --review.",
    DOCUMENT_ID.filled("document"),
    PROFILE_ID.filled("profile"),
    column(
        "dimension",
        TEXT,
        "fidelity, completeness, consistency, progression, classification or provenance.",
        "dimension",
        required=True,
    ),
    column(
        "score",
        WHOLE,
        "1 to 5, by the worst finding that touches the dimension; 5 where there is none; null where it does not apply.",
        "score",
    ),
    column("applies", FLAG, "Whether the page states anything that it is about.", "applies", required=True),
    column("findings", WHOLE, "How many findings touch the dimension.", "findings", required=True),
    column("worst_finding", TEXT, "The id of the worst of them, the first of several.", "worst"),
    key=("profile_id", "dimension"),
    reviewed=True,
)


def rows(document: str, review: Review) -> Iterator[Row]:
    """The rows for one profile, in the order of the dimensions; their values in the order of `SPEC.filling`."""
    for dimension in DIMENSIONS:
        touching = [finding for finding in review.findings if dimension in finding.dimensions]
        worst = max(touching, key=lambda finding: finding.rank, default=None)
        score = review.scores[dimension]
        yield SPEC.filling.values(
            Scored(
                document,
                review.profile_id,
                dimension,
                score,
                score is not None,
                len(touching),
                worst.id if worst else None,
            )
        )
