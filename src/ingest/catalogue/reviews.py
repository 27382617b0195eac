"""What the panel says of a dataset's profiles: as a run has published it, or else asked now, of the records."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import Role
from ingest.catalogue.read_columns import read_columns
from ingest.panel import Finding, Review, panel_version, review
from ingest.panel.checkers import NOT_APPLICABLE
from ingest.records import Span
from ingest.store.part_reader import read_part
from ingest.tables.records import read_record as record_of

_RECORDS = 64


def reviews(data: Dataset, roles: Sequence[Role] | None = None) -> Iterator[Review]:
    """A review for each of `roles`, or for every current profile, in the order of the table `records`.

    Families are no roles: they have no review.

    Published reviews are taken as they are if the panel of today would say the same. Raises DamagedDataset for a part
    that cannot be read.
    """
    if roles is None:
        wanted = read_columns(data, "roles", ["profile_id"])["profile_id"].combine_chunks()
    else:
        wanted = pa.array([role.profile_id for role in roles if not role.is_family], pa.string())
    published = f"review {panel_version()}" in data.manifest.options
    return _published(data, wanted) if published else _asked(data, wanted)


def _asked(data: Dataset, wanted: pa.Array) -> Iterator[Review]:
    """Few records at a time are more than JSON texts."""
    for path in data.paths("records"):
        records = read_part(path, ["profile_id", "record"])
        chosen = records.filter(pc.is_in(records["profile_id"], value_set=wanted))
        for batch in chosen.to_batches(max_chunksize=_RECORDS):
            for identity, record in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield review(record_of(record), identity=identity)


def _published(data: Dataset, wanted: pa.Array) -> Iterator[Review]:
    """Leaf by leaf: the parts of one leaf are of the same profiles, in the same order."""
    tables = ("profiles", "panel_scores", "panel_findings")
    for parts in zip(*(data.paths(name) for name in tables), strict=True):
        profiles, scores, findings = (_rows(path, wanted) for path in parts)
        of_scores, of_findings = _by_profile(scores), _by_profile(findings)
        for profile in profiles:
            identity = profile["profile_id"]
            yield _review(profile, of_scores[identity], of_findings[identity])


def _rows(path: Path, wanted: pa.Array) -> list[dict[str, Any]]:
    table = read_part(path)
    names = [name for name in _READ if name in table.column_names]
    return table.select(names).filter(pc.is_in(table["profile_id"], value_set=wanted)).to_pylist()  # type: ignore[no-any-return]


_READ = (
    "profile_id", "code", "title", "uri", "dimension", "score", "applies", "id", "severity", "dimensions", "spans",
    "quote", "message", "hint", "diagnostic",
)  # fmt: skip


def _by_profile(rows: Collection[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for row in rows:
        found[row["profile_id"]].append(row)
    return found


def _review(profile: dict[str, Any], scores: list[dict[str, Any]], findings: list[dict[str, Any]]) -> Review:
    return Review(
        code=profile["code"],
        title=profile["title"],
        uri=profile["uri"],
        profile_id=profile["profile_id"],
        scores={row["dimension"]: row["score"] for row in scores},
        findings=tuple(map(_finding, findings)),
        not_applicable={row["dimension"]: NOT_APPLICABLE[row["dimension"]] for row in scores if not row["applies"]},
    )


def _finding(row: dict[str, Any]) -> Finding:
    return Finding(
        id=row["id"],
        severity=row["severity"],
        dimensions=tuple(json.loads(row["dimensions"] or "[]")),
        spans=tuple(Span(line_start=first, line_end=last) for first, last in json.loads(row["spans"])),
        quote=row["quote"],
        message=row["message"],
        hint=row["hint"],
        diagnostic=row["diagnostic"],
    )
