"""Which rows of the ledger have to be read again although their bytes did not change, and why."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.shard.versions import ReadingSettings
from ingest.store.partitioning import Leaf

Reasons = npt.NDArray[np.str_]
FRESH = ""


def stale(
    ledger: pa.Table,
    reading: ReadingSettings,
    damaged: Iterable[Leaf] = (),
    *,
    retry: bool = False,
    migrate: bool = False,
) -> Reasons:
    """One reason a row: `schema`, `retry`, `parser`, `grammar`, `setting`, `damaged`, `new` (it was gone), or FRESH."""
    now = reading.versions()
    reasons: Reasons = np.full(len(ledger), FRESH, dtype="<U8")
    if migrate:
        reasons[:] = "schema"
    if retry:
        reasons[pc.equal(ledger["status"], "quarantined").to_numpy()] = "retry"
    reasons[_other_settings(ledger, reading)] = "setting"
    reasons[_differs(ledger["grammar_digest"], now.grammar_digest)] = "grammar"
    reasons[_differs(ledger["parser_version"], now.parser_version)] = "parser"
    ids = ledger["document_id"]
    for leaf in damaged:
        inside = pc.and_(pc.greater_equal(ids, leaf.low), pc.less_equal(ids, leaf.high))
        reasons[inside.to_numpy()] = "damaged"
    reasons[ledger["gone"].to_numpy()] = "new"
    return reasons


def _other_settings(ledger: pa.Table, reading: ReadingSettings) -> npt.NDArray[np.bool_]:
    """Dumps that a setting would now decide otherwise: only those whose fate hung on one."""
    changed: npt.NDArray[np.bool_] = np.zeros(len(ledger), bool)
    for reason in pc.unique(ledger["reason"]).to_pylist():
        of_reason = pc.is_null(ledger["reason"]) if reason is None else pc.equal(ledger["reason"], reason)
        known = pc.is_in(ledger["settings_digest"], value_set=pa.array(_still_good(reason, reading), pa.string()))
        changed |= pc.fill_null(pc.and_(of_reason, pc.invert(known)), False).to_numpy()
    too_large = pc.fill_null(pc.greater(ledger["bytes"], reading.max_bytes), False)
    changed |= pc.and_(too_large, pc.equal(ledger["status"], "published")).to_numpy()
    return changed


def _still_good(reason: str | None, reading: ReadingSettings) -> list[str]:
    """Settings digests under which a dump with this deciding diagnostic (None: published) stays as it is."""
    if reading.accept == "any" and reason in (None, "E201"):
        return [reading.digest(), reading.digest("E201")] if reason is None else []
    return [reading.digest(reason)]


def _differs(column: pa.ChunkedArray, value: str) -> npt.NDArray[np.bool_]:
    result: npt.NDArray[np.bool_] = pc.fill_null(pc.not_equal(column, value), True).to_numpy()
    return result
