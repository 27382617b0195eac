"""Remarks on a dataset: what a person should know of its dumps, though nothing is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.panel import FAILED, PASS_MARK

_ASSUMED = "W450"


class Remarks(NamedTuple):
    """Sources without a known dump, uris of dumps with an assumed encoding, and the number of dumps with several
    profiles.

    `reviewed` counts the profiles that the quality panel reviewed (families do not count), `passed` those that pass,
    and `failed_checkers` the reviews in which a checker failed. All three are None without the panel's tables.
    """

    empty: tuple[str, ...]
    legacy: tuple[str, ...]
    several: int
    reviewed: int | None = None
    passed: int | None = None
    failed_checkers: int | None = None


def remarks(data: Dataset, sources: Iterable[str]) -> Remarks:
    """Remarks on a dataset; `sources` are those that are looked at for dumps. Raises DamagedDataset."""
    dumps = read_columns(data, "documents", ["document_id", "source", "status", "gone", "profile_count"])
    there = pc.and_(pc.not_equal(dumps["status"], "skipped"), pc.invert(dumps["gone"]))
    dumps = dumps.filter(there)
    known = set(pc.unique(dumps["source"]).to_pylist())
    findings = read_columns(data, "diagnostics", ["document_id", "code"])
    assumed = findings.filter(pc.equal(findings["code"], _ASSUMED))["document_id"]
    legacy = pc.is_in(dumps["document_id"], value_set=assumed)
    return Remarks(
        empty=tuple(source for source in sources if source not in known),
        legacy=_uris(data, there, legacy) if pc.any(legacy).as_py() else (),
        several=pc.sum(pc.greater(dumps["profile_count"], 1)).as_py() or 0,
        **_of_panel(data),
    )


def _uris(data: Dataset, *masks: pa.ChunkedArray) -> tuple[str, ...]:
    """The uris that are left when one mask after the other is laid on: they are long, and few runs need them."""
    uris = read_columns(data, "documents", ["uri"])["uri"]
    for mask in masks:
        uris = uris.filter(mask)
    return tuple(sorted(uris.to_pylist()))


def _of_panel(data: Dataset) -> dict[str, int]:
    if "panel_scores" not in data.tables:
        return {}
    lowest = read_columns(data, "panel_scores", ["profile_id", "score"]).group_by("profile_id")
    passed = pc.greater_equal(lowest.aggregate([("score", "min")])["score_min"], PASS_MARK)
    findings = read_columns(data, "panel_findings", ["profile_id", "id"])
    failed = findings.filter(pc.equal(findings["id"], FAILED))["profile_id"]
    return {
        "reviewed": len(passed),
        "passed": pc.sum(passed).as_py() or 0,
        "failed_checkers": len(pc.unique(failed)),
    }
