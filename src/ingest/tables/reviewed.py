"""Records to the panel's tables: whatever reads the records of a dataset can review them."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from ingest.panel import Review
from ingest.records import Profile
from ingest.tables import panel_findings, panel_scores
from ingest.tables.spec import Row

_RECORDS = 64


def panel_tables(records: pa.Table) -> dict[str, pa.Table]:
    """The tables `panel_scores` and `panel_findings` of rows of `records`, in their order."""
    scores: list[Row] = []
    findings: list[Row] = []
    for judged, document in _reviews(records):
        scores += panel_scores.rows(document, judged)
        findings += panel_findings.rows(document, judged)
    return {
        panel_scores.SPEC.name: panel_scores.SPEC.from_rows(scores),
        panel_findings.SPEC.name: panel_findings.SPEC.from_rows(findings),
    }


def _reviews(records: pa.Table) -> Iterator[tuple[Review, str]]:
    """A review a record, and its dump; few records at a time are more than JSON texts."""
    from ingest.panel import review  # the reader's rules come with it

    for batch in records.select(["document_id", "profile_id", "record"]).to_batches(max_chunksize=_RECORDS):
        for document, identity, record in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            yield review(Profile.model_validate_json(record), identity=identity), document
