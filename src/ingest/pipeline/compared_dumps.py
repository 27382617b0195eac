"""Dumps that the snapshot before has published and that this run has read again: what they were, what they are now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.previous_snapshot import Before
from ingest.store.fragments import Fragment, staged_rows
from ingest.store.partitioning import Ids, Leaf, ids_of

_EVERY = Leaf("")
_NOW = ["document_id", "status", "reason", "sha256"]


@dataclass(frozen=True, slots=True)
class Again:
    """Sorted `ids` of such dumps, with a value for each in the other columns.

    `rows` are theirs in the ledger. `lost` are those that this run does not publish, `reasons` say why. Those of the
    `same_bytes` were read again for a new reader, a setting or a damaged file.
    """

    ids: Ids
    rows: npt.NDArray[np.int64]
    lost: Mask
    reasons: npt.NDArray[np.object_]
    same_bytes: Mask


def is_published(ledger: pa.Table) -> Mask:
    """Which dumps of a ledger are published, and still in their source as far as it knows."""
    mask: Mask = pc.and_not(pc.equal(ledger["status"], "published"), ledger["gone"]).to_numpy()
    return mask


def read_again(plan: Plan, fragments: Sequence[Fragment]) -> Again:
    """The dumps of `fragments` that the plan's ledger calls published and not gone. Raises StoreError."""
    ledger = plan.ledger
    was = is_published(ledger)
    known = ids_of(ledger["document_id"])
    pieces = []
    for documents in _staged(fragments, "documents", _NOW) if was.any() else ():
        rows = np.searchsorted(known, ids_of(documents["document_id"]))
        rows[rows == len(known)] = 0
        met = (known[rows] == ids_of(documents["document_id"])) & was[rows]
        pieces.append(documents.filter(pa.array(met)).append_column("row", pa.array(rows[met])))
    now = pa.concat_tables(pieces).sort_by("row") if pieces else None
    if now is None or not len(now):
        none = np.empty(0, bool)
        return Again(known[:0], np.empty(0, np.int64), none, np.empty(0, object), none)
    rows = now["row"].to_numpy()
    before = ledger.select(["uri", "sha256"]).take(now["row"])
    return Again(
        ids=known[rows],
        rows=rows,
        lost=pc.not_equal(now["status"], "published").to_numpy(),
        reasons=now["reason"].to_numpy(),
        same_bytes=_same_bytes(plan, before, now["sha256"]),
    )


def _same_bytes(plan: Plan, before: pa.Table, digests: pa.ChunkedArray) -> Mask:
    """Which dumps have the bytes they had. Where a dump was not read to its end, its time stamp may still say so."""
    files = plan.steps.files.uris.arrow()
    unread = pc.is_null(digests)
    if pc.any(unread).as_py():
        stamped = plan.contents.take(pc.index_in(before["uri"], value_set=files))
        digests = pc.if_else(unread, stamped, digests)
    same: Mask = pc.fill_null(pc.equal(digests, before["sha256"]), False).to_numpy()
    return same


def rows_before(before: Before, table: str, ids: Ids, columns: Sequence[str] = ("document_id",)) -> Iterator[pa.Table]:
    """Rows of the snapshot before in which those of the sorted `ids` are, a part at a time. Raises DamagedDataset."""
    for part in before.manifest.of(table) if before.manifest else ():
        if before.snapshot and len(Leaf.named(part.leaf).inside(ids)):
            yield before.snapshot.read(part, list(columns))


def rows_now(
    fragments: Sequence[Fragment], table: str, columns: Sequence[str] = ("document_id",)
) -> Iterator[pa.Table]:
    """Rows that this run has staged, some at a time. Raises StoreError."""
    return _staged(fragments, table, columns)


def count(ids: Ids, tables: Iterator[pa.Table]) -> npt.NDArray[np.int64]:
    """How many rows of `tables` each dump of the sorted `ids` has; those of a dump lie side by side."""
    counts = np.zeros(len(ids), np.int64)
    for table in tables:
        where, _, lengths = _runs(ids, table)
        counts[where] += lengths
    return counts


def numbers(ids: Ids, tables: Iterator[pa.Table], columns: Sequence[str]) -> npt.NDArray[np.int64]:
    """The numbers in some `columns` of tables with one row a dump, for each of the sorted `ids`; a null is 0."""
    found = np.zeros((len(columns), len(ids)), np.int64)
    for table in tables:
        where, starts, _ = _runs(ids, table)
        for at, name in enumerate(columns):
            found[at, where] = pc.fill_null(table[name], 0).to_numpy()[starts]
    return found


def _staged(fragments: Sequence[Fragment], table: str, columns: Sequence[str]) -> Iterator[pa.Table]:
    for fragment in fragments:  # one at a time: together they may be larger than memory
        if table in fragment.places:
            yield pa.concat_tables(staged_rows((fragment,), table, _EVERY, columns))


def _runs(ids: Ids, table: pa.Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For each dump of `table` that is among `ids`: where it is there, its first row, and how many rows it has."""
    found = ids_of(table["document_id"])
    starts = np.flatnonzero(np.concatenate([[True], found[1:] != found[:-1]])) if len(found) else np.empty(0, np.int64)
    lengths = np.diff(starts, append=len(found))
    where = np.searchsorted(ids, found[starts])
    where[where == len(ids)] = 0
    met = ids[where] == found[starts] if len(ids) else np.zeros(len(starts), bool)
    return where[met], starts[met], lengths[met]
