"""Drift: what a source's dumps give, compared with what they gave before, over the dumps that are published then and
now.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.compared_dumps import Again, count, numbers, rows_before, rows_now
from ingest.pipeline.lost_dumps import FEWEST, dumps_by_source
from ingest.pipeline.plan import Mask, Plan
from ingest.pipeline.previous_snapshot import Before
from ingest.pipeline.report import NAMED, Fall
from ingest.store.fragments import Fragment
from ingest.store.partitioning import Ids
from ingest.tables import TABLES

# What no rule claims, what is said of a page, what lists the page itself, and what repeats a row of another table.
_EXEMPT = {"sections", "diagnostics", "outline", "documents", "records"}
COUNTED = [name for name, spec in TABLES.items() if not spec.derived and not spec.reviewed and name not in _EXEMPT]
"""Tables whose rows are counted."""

_ENOUGH = 0.2  # share of a source's dumps that have to change, where fewer than FEWEST did
_LINES = ["lines_claimed", "lines_kept"]
Numbers = npt.NDArray[np.int64]


class _Measure(NamedTuple):
    """Numbers of each dump, before and now; a share where there is a `whole` to each."""

    what: str
    before: Numbers
    now: Numbers
    whole_before: Numbers | None = None
    whole_now: Numbers | None = None


def find_drift(plan: Plan, before: Before, fragments: Sequence[Fragment], again: Again) -> Iterator[Fall]:
    """What rose or fell in each source, as a Fall each, those with other bytes and those with the same ones apart.

    Left out are sources of fewer than five dumps, and sources of which fewer than five dumps changed unless these are
    more than a fifth. Raises DamagedDataset, StoreError.
    """
    kept = ~again.lost & ~_inside_damage(before, again.ids)
    ids, rows = again.ids[kept], again.rows[kept]
    if not len(ids):
        return
    places = plan.ledger.select(["source", "uri"]).take(pa.array(rows))
    sources = np.array(places["source"].cast(pa.string()).to_pylist(), object)
    groups = list(_groups(sources, again.same_bytes[kept], dumps_by_source(plan.ledger)))
    if not groups:
        return
    for measure in _measures(before, fragments, ids):
        for source, same_bytes, group in groups:
            if fall := _fall(measure, source, same_bytes, group, places["uri"]):
                yield fall


def _inside_damage(before: Before, ids: Ids) -> Mask:
    """Dumps whose old rows cannot be trusted."""
    inside: Mask = np.zeros(len(ids), bool)
    for leaf in before.damaged_leaves:
        inside |= np.isin(ids, leaf.inside(ids), assume_unique=True)
    return inside


def _groups(sources: npt.NDArray[np.object_], same: Mask, known: dict[str, int]) -> Iterator[tuple[str, bool, Mask]]:
    for source in sorted(set(sources.tolist())):
        for same_bytes in (False, True):
            group: Mask = (sources == source) & (same == same_bytes)
            dumps = int(group.sum())
            if known[source] >= FEWEST and (dumps >= FEWEST or dumps > _ENOUGH * known[source]):
                yield source, same_bytes, group


def _measures(before: Before, fragments: Sequence[Fragment], ids: Ids) -> Iterator[_Measure]:
    for table in COUNTED:
        counts = count(ids, rows_before(before, table, ids)), count(ids, rows_now(fragments, table))
        yield _Measure(f"rows of {table}", *counts)
    columns = ["document_id", *_LINES]
    typed, kept = numbers(ids, rows_before(before, "documents", ids, columns), _LINES)
    typed_now, kept_now = numbers(ids, rows_now(fragments, "documents", columns), _LINES)
    yield _Measure("lines in typed fields", typed, typed_now, typed + kept, typed_now + kept_now)
    columns = ["document_id", "title"]
    titled = count(ids, _titled(rows_before(before, "profiles", ids, columns))) > 0
    titled_now = count(ids, _titled(rows_now(fragments, "profiles", columns))) > 0
    one = np.ones(len(ids), np.int64)
    yield _Measure("pages with a title", titled.astype(np.int64), titled_now.astype(np.int64), one, one)


def _titled(profiles: Iterator[pa.Table]) -> Iterator[pa.Table]:
    return (table.filter(pc.is_valid(table["title"])) for table in profiles)


def _fall(measure: _Measure, source: str, same_bytes: bool, group: Mask, uris: pa.ChunkedArray) -> Fall | None:
    """How a measure changed over a group of dumps; None where there is too little of it to tell."""
    old, new = measure.before[group], measure.now[group]
    before, after, change = float(old.sum()), float(new.sum()), np.subtract(new, old, dtype=float)
    if measure.whole_before is not None and measure.whole_now is not None:
        of, of_now = measure.whole_before[group], measure.whole_now[group]
        before, after = before / max(of.sum(), 1), after / max(of_now.sum(), 1)
        change = new / np.maximum(of_now, 1) - old / np.maximum(of, 1)
    elif before < FEWEST:
        return None
    if not before:
        return None
    worst = np.argsort(change, kind="stable")[:NAMED]
    worst = worst[change[worst] < 0]
    return Fall(
        guard="drift",
        source=source,
        what=measure.what,
        before=before,
        after=after,
        fall=(before - after) / before,
        dumps=int(group.sum()),
        same_bytes=same_bytes,
        where=tuple(uris.take(pa.array(np.flatnonzero(group)[worst])).to_pylist()),
    )
