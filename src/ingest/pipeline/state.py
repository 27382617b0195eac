"""The dataset as it will be: which dumps it holds, which of them changed, and how every dump is accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.report import Accounting
from ingest.shard.receipt import Receipt
from ingest.store.leaves import Ids


@dataclass(frozen=True, slots=True)
class State:
    """Sorted ids. `fresh` have staged rows; of those `known` before, the old rows of `removed` go, those of `gone`
    are marked. `missing` is over the rows of the ledger: those that are not in their source any more. `sources` hold
    something of the dataset, `left` something that is not missing. `deleted` and `new_in_quarantine` are uris.
    """

    known: Ids
    fresh: Ids
    removed: Ids
    gone: Ids
    missing: Mask
    sources: frozenset[str]
    left: frozenset[str]
    deleted: tuple[str, ...]
    new_in_quarantine: tuple[str, ...]
    accounting: Accounting

    @property
    def ids(self) -> Ids:
        """All dumps of the dataset."""
        return np.union1d(np.setdiff1d(self.known, self.removed, assume_unique=True), self.fresh)

    @property
    def changed(self) -> Ids:
        """All dumps whose leaf has to be written anew."""
        return np.unique(np.concatenate([self.fresh, self.removed, self.gone]))


def next_state(plan: Plan, receipt: Receipt, *, keep_deleted: bool) -> State:
    """What the dataset holds after everything in `receipt` was read."""
    ledger = plan.ledger
    rows = _rows(ledger, receipt)
    read = np.array([result.status is not None for result in receipt.results], bool)
    still = plan.unchanged.copy()
    still[rows[~read]] = True

    accounted = still | plan.missing | plan.outside
    accounted[rows[read & (rows >= 0)]] = True
    out_of_reach = ~accounted & _inside(ledger, receipt.partly)
    missing = plan.missing | (~accounted & ~out_of_reach)  # members that their archive does not hold any more

    status = ledger["status"].to_numpy()
    counts = Counter("unchanged" if before == "published" else before for before in status[still].tolist())
    counts += Counter(result.status for result in receipt.results if result.status)
    known, was_gone = _ids(ledger["document_id"].to_pylist()), ledger["gone"].to_numpy()
    fresh = np.sort(_ids([result.document_id for result in receipt.results if result.status]))
    none = _ids([])
    left = _sources(ledger, ~missing) | {result.source for result in receipt.results}
    gone = known[missing & ~was_gone] if keep_deleted else none
    removed = none if keep_deleted else known[missing]
    return State(
        known=known,
        fresh=fresh,
        removed=removed,
        gone=gone,
        missing=missing,
        sources=left | _sources(ledger, missing) if keep_deleted else left,
        left=left,
        deleted=tuple(sorted(ledger["uri"].filter(pa.array(missing & ~was_gone)).to_pylist())),
        new_in_quarantine=_new_in_quarantine(ledger, receipt, rows.tolist()),
        accounting=Accounting(
            total=len(ledger) + int((rows < 0).sum()),
            published=counts["published"],
            unchanged=counts["unchanged"],
            quarantined=counts["quarantined"],
            skipped=counts["skipped"],
            deleted=int(missing.sum()),
            outside=int((plan.outside | out_of_reach).sum()),
        ),
    )


def _rows(ledger: pa.Table, receipt: Receipt) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """The ledger's row of each result; -1 where it has none."""
    uris = pa.array([result.uri for result in receipt.results], pa.string())
    rows = pc.index_in(uris, value_set=ledger["uri"].combine_chunks())
    return pc.fill_null(rows, -1).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _new_in_quarantine(ledger: pa.Table, receipt: Receipt, rows: list[int]) -> tuple[str, ...]:
    """Dumps in quarantine that were not there before, or had another content then."""
    found = []
    for result, row in zip(receipt.results, rows, strict=True):
        if result.status == "quarantined":
            before = ledger.slice(row, 1).to_pylist()[0] if row >= 0 else None
            if not before or before["status"] != "quarantined" or before["sha256"] != result.sha256:
                found.append(result.uri)
    return tuple(sorted(found))


def _ids(ids: list[str]) -> Ids:
    return np.array(ids, dtype="S32")


def _sources(ledger: pa.Table, rows: Mask) -> frozenset[str]:
    return frozenset(pc.unique(ledger["source"].filter(pa.array(rows))).to_pylist())


def _inside(ledger: pa.Table, files: set[str]) -> Mask:
    """Which dumps stand in one of these files."""
    inside: Mask = pc.is_in(ledger["file"], value_set=pa.array(sorted(files), pa.string())).to_numpy()
    return inside
