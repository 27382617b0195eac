"""The panel's tables: of profiles as they are read, and of the records of a dataset. Both give the same rows.

A family is no role: the panel does not judge it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

import pyarrow as pa

from ingest.panel import Review
from ingest.tables import panel_findings, panel_scores
from ingest.tables.outcome import Outcome
from ingest.tables.profile_ids import is_role, profile_ids
from ingest.tables.records import read_record as record_of
from ingest.tables.spec import Row

_RECORDS = 64


def panel_tables(outcomes: Iterable[Outcome]) -> dict[str, pa.Table]:
    """The tables `panel_scores` and `panel_findings` of published dumps, rows in (document_id, position) order."""
    return _tables(sorted(_of_outcomes(outcomes), key=itemgetter(0)))  # stable: profiles of one dump stay in order


def review_records(records: pa.Table) -> dict[str, pa.Table]:
    """The same tables of rows of `records`, in their order."""
    return _tables(_of_records(records))


def _of_outcomes(outcomes: Iterable[Outcome]) -> Iterator[tuple[str, Review]]:
    from ingest.panel import review  # the reader's rules come with it

    for dump in outcomes:
        published = dump.profiles if dump.status == "published" else ()
        for identity, profile in zip(profile_ids(dump.document_id, published), published, strict=True):
            if is_role(profile):
                yield dump.document_id, review(profile, identity=identity)


def _of_records(records: pa.Table) -> Iterator[tuple[str, Review]]:
    """Few records at a time are more than JSON texts."""
    from ingest.panel import review

    for batch in records.select(["document_id", "profile_id", "record"]).to_batches(max_chunksize=_RECORDS):
        for document, identity, record in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            profile = record_of(record)
            if is_role(profile):
                yield document, review(profile, identity=identity)


def _tables(reviews: Iterable[tuple[str, Review]]) -> dict[str, pa.Table]:
    scores: list[Row] = []
    findings: list[Row] = []
    for document, judged in reviews:
        scores += panel_scores.rows(document, judged)
        findings += panel_findings.rows(document, judged)
    return {
        spec.name: spec.from_rows(found, spec.filling.columns)
        for spec, found in ((panel_scores.SPEC, scores), (panel_findings.SPEC, findings))
    }
