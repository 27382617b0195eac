"""Lost dumps: they were published, and are deleted, empty, no profile or in quarantine now; source by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.compared_dumps import Again, is_published
from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.report import DELETED, NAMED, Fall
from ingest.sources.file_formats import holds_many

FEWEST = 5
"""Dumps that a source holds at least: of fewer, a share says nothing."""

_EMPTY, _QUARANTINED = "empty", "in quarantine"
_KINDS = {"I605": _EMPTY, "E201": "no profile"}


def find_loss(plan: Plan, missing: Mask, again: Again) -> Iterator[Fall]:
    """What each source has lost, now that everything is read. `missing` is over the rows of the plan's ledger."""
    for same in (False, True):
        rows = again.lost & (again.same_bytes == same)
        kinds = {int(row): _kind(reason) for row, reason in zip(again.rows[rows], again.reasons[rows], strict=True)}
        yield from _by_source(plan.ledger, kinds if same else kinds | _deleted(plan.ledger, missing), same)


def foresee_loss(plan: Plan) -> Iterator[Fall]:
    """What each source will lose as far as names, sizes and time stamps tell: nothing is read."""
    files = plan.steps.files
    empty = [
        uri
        for at in plan.steps.places
        if not files.sizes[at] and not holds_many(uri := files.uris[at]) and uri not in files.contents
    ]
    closed = [item.uri for item in plan.set_aside if item.diagnostic.severity == "error"]
    kinds, published = _deleted(plan.ledger, plan.missing), is_published(plan.ledger)
    for uris, kind in ((empty, _EMPTY), (closed, _QUARANTINED)):
        rows = pc.index_in(pa.array(uris, pa.string()), value_set=plan.ledger["uri"].combine_chunks()).drop_null()
        kinds |= {row: kind for row in rows.to_pylist() if published[row]}
    return _by_source(plan.ledger, kinds, same_bytes=False)


def dumps_by_source(ledger: pa.Table) -> Counter[str]:
    """How many dumps each source of a ledger holds, good or bad; those that are gone do not count."""
    there = pc.value_counts(ledger["source"].filter(pc.invert(ledger["gone"])))
    return Counter({item["values"]: item["counts"] for item in there.to_pylist()})


def _kind(reason: str) -> str:
    return _KINDS.get(reason, _QUARANTINED)


def _deleted(ledger: pa.Table, missing: Mask) -> dict[int, str]:
    return dict.fromkeys(np.flatnonzero(missing & is_published(ledger)).tolist(), DELETED)


def _by_source(ledger: pa.Table, kinds: dict[int, str], same_bytes: bool) -> Iterator[Fall]:
    """The loss of each source that has enough dumps; `kinds` says of rows of the ledger how they were lost."""
    if not kinds:
        return
    rows = np.array(sorted(kinds), np.int64)
    lost = ledger.select(["source", "uri"]).take(pa.array(rows))
    lost_from = np.array(lost["source"].cast(pa.string()).to_pylist(), object)
    uris = np.array(lost["uri"].to_pylist(), object)
    published = dumps_by_source(ledger.filter(pa.array(is_published(ledger))))
    for source, dumps in sorted(dumps_by_source(ledger).items()):
        some = lost_from == source
        if some.any() and dumps >= FEWEST:
            before = published[source]
            yield Fall(
                guard="loss",
                source=source,
                what="published dumps",
                before=before,
                after=before - int(some.sum()),
                fall=float(some.sum() / before),
                dumps=before,
                same_bytes=same_bytes,
                kinds=dict(sorted(Counter(kinds[row] for row in rows[some].tolist()).items())),
                where=tuple(sorted(uris[some])[:NAMED]),
            )
