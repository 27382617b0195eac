"""The next state of the dataset: which dumps it holds, which of them changed, and how every dump is accounted for."""

from __future__ import annotations

from binascii import hexlify
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.report import Accounting
from ingest.shard.receipt import ID_BYTES, Notice, Receipt
from ingest.sources.ids import document_id
from ingest.store.partitioning import Ids, ids_of


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
        stay = np.setdiff1d(self.known, self.removed, assume_unique=True) if len(self.removed) else self.known
        return _together(stay, self.fresh)

    @property
    def changed(self) -> Ids:
        """All dumps whose leaf has to be written anew."""
        return _together(self.fresh, self.removed, self.gone)

    @property
    def dropped(self) -> Ids:
        """All dumps whose old rows go."""
        return _together(self.fresh, self.removed)


def next_state(plan: Plan, receipt: Receipt, *, keep_deleted: bool) -> State:
    """What the dataset holds after everything in `receipt` was read."""
    ledger = plan.ledger
    known, was_gone = ids_of(ledger["document_id"]), ledger["gone"].to_numpy()
    fresh = _in_hex(receipt.read)
    again = _rows(known, fresh)
    still = plan.unchanged.copy()
    still[_rows(known, _in_hex(receipt.left))] = True

    accounted = still | plan.missing | plan.outside
    accounted[again] = True
    out_of_reach = ~accounted & _inside(ledger, receipt.partly)
    missing = plan.missing | (~accounted & ~out_of_reach)  # members that their archive does not hold any more

    counts = _counted(ledger["status"].filter(pa.array(still)))
    counts["unchanged"] = counts.pop("published", 0)
    counts += receipt.statuses
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
        new_in_quarantine=_new_in_quarantine(ledger, known, receipt.notices),
        accounting=Accounting(
            total=len(ledger) + len(fresh) - len(again),
            published=counts["published"],
            unchanged=counts["unchanged"],
            quarantined=counts["quarantined"],
            skipped=counts["skipped"],
            deleted=int(missing.sum()),
            outside=int((plan.outside | out_of_reach).sum()),
        ),
    )


def unread(plan: Plan) -> Accounting:
    """How every dump is accounted for as long as nothing is read: what its name alone sets aside is skipped."""
    counts = _counted(plan.ledger["status"].filter(pa.array(plan.unchanged)))
    missing, outside = int(plan.missing.sum()), int(plan.outside.sum())
    known = set(plan.ledger["file"].to_pylist()) if plan.set_aside else set()
    aside = [item for item in plan.set_aside if item.uri not in known]
    total = len(plan.ledger) + plan.steps.by_reason().get("new", 0) + len(aside)
    skipped = counts["skipped"] + sum(item.diagnostic.severity != "error" for item in aside)
    return Accounting(
        total=total,
        published=0,
        unchanged=counts["published"],
        quarantined=counts["quarantined"],
        skipped=skipped,
        deleted=missing,
        outside=outside,
        unread=total - counts["published"] - counts["quarantined"] - skipped - missing - outside,
    )


def _together(*sets: Ids) -> Ids:
    """All of these sorted ids once; nothing is copied where only one of them holds any."""
    some = [ids for ids in sets if len(ids)]
    return some[0] if len(some) == 1 else np.unique(np.concatenate(sets))


def _rows(known: Ids, ids: Ids) -> npt.NDArray[np.int64]:
    """The ledger's rows of those `ids` that it knows; both are sorted."""
    rows = np.searchsorted(known, ids)
    rows, ids = rows[rows < len(known)], ids[rows < len(known)]
    found: npt.NDArray[np.int64] = rows[known[rows] == ids]
    return found


def _in_hex(ids: bytearray) -> Ids:
    """Ids of ID_BYTES each as they are written everywhere else, in order."""
    return np.frombuffer(hexlify(np.unique(np.frombuffer(ids, f"S{ID_BYTES}")).tobytes()), f"S{2 * ID_BYTES}")


def _counted(statuses: pa.ChunkedArray) -> Counter[str]:
    return Counter({item["values"]: item["counts"] for item in pc.value_counts(statuses).to_pylist()})


def _new_in_quarantine(ledger: pa.Table, known: Ids, notices: Sequence[Notice]) -> tuple[str, ...]:
    """Dumps in quarantine that were not there before, or had another content then."""
    now = {document_id(notice.uri): notice for notice in notices if notice.status == "quarantined"}
    rows = _rows(known, np.array(sorted(now), "S32"))
    before = ledger.select(["document_id", "status", "sha256"]).take(pa.array(rows)).to_pylist()
    for old in before:
        if old["status"] == "quarantined" and old["sha256"] == now[old["document_id"]].sha256:
            del now[old["document_id"]]
    return tuple(sorted(notice.uri for notice in now.values()))


def _sources(ledger: pa.Table, rows: Mask) -> frozenset[str]:
    return frozenset(pc.unique(ledger["source"].filter(pa.array(rows))).to_pylist())


def _inside(ledger: pa.Table, files: set[str]) -> Mask:
    """Return which dumps are inside one of these files."""
    inside: Mask = pc.is_in(ledger["file"], value_set=pa.array(sorted(files), pa.string())).to_numpy()
    return inside
