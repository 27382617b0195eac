"""The table `panel_scores`: what our panel gives each profile, where a run was told to `--review`."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.panel import DIMENSIONS, Review
from ingest.tables.columns import IDS
from ingest.tables.spec import FLAG, TEXT, WHOLE, Row, column, table

SPEC = table(
    "panel_scores",
    "One row per profile and dimension: the quality panel's score. Only with --review.",
    *IDS,
    column("dimension", TEXT, "fidelity, completeness, consistency, progression, classification or provenance.",
           required=True),
    column("score", WHOLE, "1 to 5, by the worst finding that touches the dimension; 5 where there is none.",
           required=True),
    column("applies", FLAG, "Whether the page states anything that the dimension is about.", required=True),
    column("findings", WHOLE, "How many findings touch the dimension.", required=True),
    column("worst_finding", TEXT, "The id of the worst of them, the first of several."),
    key=("profile_id", "dimension"),
    reviewed=True,
)  # fmt: skip


def rows(document: str, review: Review) -> Iterator[Row]:
    """The table's rows for one profile, in the order of the dimensions."""
    for dimension in DIMENSIONS:
        touching = [finding for finding in review.findings if dimension in finding.dimensions]
        worst = max(touching, key=lambda finding: finding.rank, default=None)
        applies = dimension not in review.not_applicable
        yield (
            document,
            review.profile_id,
            dimension,
            review.scores[dimension],
            applies,
            len(touching),
            worst.id if worst else None,
        )
