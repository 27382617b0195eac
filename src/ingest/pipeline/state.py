"""The dataset as it will be: which dumps it holds, which of them changed, and how every dump is accounted for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.report import Accounting
from ingest.shard.receipt import RESULTS, Receipt
from ingest.store.leaves import Ids, ids_of


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
    ledger, results = plan.ledger, pa.concat_tables([RESULTS.empty_table(), *receipt.results])
    rows = _rows(ledger, results)
    read = pc.is_valid(results["status"]).to_numpy()
    still = plan.unchanged.copy()
    still[rows[~read]] = True

    accounted = still | plan.missing | plan.outside
    accounted[rows[read & (rows >= 0)]] = True
    out_of_reach = ~accounted & _inside(ledger, receipt.partly)
    missing = plan.missing | (~accounted & ~out_of_reach)  # members that their archive does not hold any more

    counts = _counted(ledger["status"].filter(pa.array(still)))
    counts["unchanged"] = counts.pop("published", 0)
    counts += _counted(results["status"].drop_null())
    known, was_gone = ids_of(ledger["document_id"]), ledger["gone"].to_numpy()
    fresh = np.sort(_in_hex(results["document_id"].filter(pa.array(read))))
    left = _sources(ledger, ~missing) | receipt.sources
    gone = known[missing & ~was_gone] if keep_deleted else known[:0]
    removed = known[:0] if keep_deleted else known[missing]
    return State(
        known=known,
        fresh=fresh,
        removed=removed,
        gone=gone,
        missing=missing,
        sources=left | _sources(ledger, missing) if keep_deleted else left,
        left=left,
        deleted=tuple(sorted(ledger["uri"].filter(pa.array(missing & ~was_gone)).to_pylist())),
        new_in_quarantine=_new_in_quarantine(ledger, results, rows),
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


def unread(plan: Plan) -> Accounting:
    """How every dump is accounted for as long as nothing is read: what there is to read counts as skipped."""
    counts = _counted(plan.ledger["status"].filter(pa.array(plan.unchanged)))
    missing, outside = int(plan.missing.sum()), int(plan.outside.sum())
    known = set(plan.ledger["file"].to_pylist()) if plan.set_aside else set()
    new = plan.steps.by_reason().get("new", 0) + sum(item.uri not in known for item in plan.set_aside)
    total = len(plan.ledger) + new
    return Accounting(
        total=total,
        published=0,
        unchanged=counts["published"],
        quarantined=counts["quarantined"],
        skipped=total - counts["published"] - counts["quarantined"] - missing - outside,
        deleted=missing,
        outside=outside,
    )


def _rows(ledger: pa.Table, results: pa.Table) -> npt.NDArray[np.int64]:
    """The ledger's row of each result; -1 where it has none."""
    if not len(results):
        return np.empty(0, np.int64)
    rows = pc.index_in(results["uri"], value_set=ledger["uri"].combine_chunks())
    return pc.fill_null(rows, -1).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _in_hex(ids: pa.ChunkedArray) -> Ids:
    """Ids of 16 bytes as they are written everywhere else."""
    whole = ids.combine_chunks()
    size = whole.type.byte_width
    raw = whole.buffers()[1].slice(whole.offset * size, len(whole) * size)
    return np.frombuffer(bytes(raw).hex().encode(), f"S{2 * size}")


def _counted(statuses: pa.ChunkedArray) -> Counter[str]:
    return Counter({item["values"]: item["counts"] for item in pc.value_counts(statuses).to_pylist()})


def _new_in_quarantine(ledger: pa.Table, results: pa.Table, rows: npt.NDArray[np.int64]) -> tuple[str, ...]:
    """Dumps in quarantine that were not there before, or had another content then."""
    places = np.flatnonzero(pc.fill_null(pc.equal(results["status"], "quarantined"), False).to_numpy())
    now = results.take(pa.array(places)).to_pylist()
    before = ledger.take(pa.array(rows[places], mask=rows[places] < 0)).to_pylist()
    found = [
        new["uri"]
        for new, old in zip(now, before, strict=True)
        if old["status"] != "quarantined" or old["sha256"] != (new["sha256"] and new["sha256"].hex())
    ]
    return tuple(sorted(found))


def _sources(ledger: pa.Table, rows: Mask) -> frozenset[str]:
    return frozenset(pc.unique(ledger["source"].filter(pa.array(rows))).to_pylist())


def _inside(ledger: pa.Table, files: set[str]) -> Mask:
    """Which dumps stand in one of these files."""
    inside: Mask = pc.is_in(ledger["file"], value_set=pa.array(sorted(files), pa.string())).to_numpy()
    return inside
