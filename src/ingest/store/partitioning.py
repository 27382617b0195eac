"""Partitioning: how dumps are spread over parts, `LEAF_DUMPS` to a part. It depends on the set of their ids alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

LEAF_DUMPS = 4096
_BITS = 128
_DIGITS = _BITS // 4
_ROOT = "all"

Ids = npt.NDArray[np.bytes_]  # ids as 32 hexadecimal digits each, dtype S32


def ids_of(column: pa.ChunkedArray) -> Ids:
    """The ids of a column, none of which is null."""
    whole = column.combine_chunks().cast(pa.binary(_DIGITS))
    return np.frombuffer(whole.buffers()[1], f"S{_DIGITS}", len(whole), whole.offset * _DIGITS)


class Leaf(NamedTuple):
    """All ids that start with the bits of `prefix`; `""` holds every id."""

    prefix: str

    @classmethod
    def named(cls, name: str) -> Leaf:
        """The leaf of this name."""
        return cls("" if name == _ROOT else name)

    @property
    def name(self) -> str:
        """The leaf in a file name."""
        return self.prefix or _ROOT

    @property
    def low(self) -> str:
        """The least id that would belong here."""
        return f"{int(self.prefix.ljust(_BITS, '0'), 2):032x}"

    @property
    def high(self) -> str:
        """The greatest id that would belong here."""
        return f"{int(self.prefix.ljust(_BITS, '1'), 2):032x}"

    def inside(self, ids: Ids) -> Ids:
        """Those of the sorted `ids` that belong here."""
        start = np.searchsorted(ids, self.low.encode())
        return ids[start : np.searchsorted(ids, self.high.encode(), side="right")]

    def overlaps(self, other: Leaf) -> bool:
        """Whether one of the two holds the other."""
        return self.prefix.startswith(other.prefix) or other.prefix.startswith(self.prefix)


def spread(ids: Ids, limit: int = LEAF_DUMPS) -> dict[Leaf, slice]:
    """The shortest prefixes that hold at most `limit` of the sorted, distinct `ids`, and the ids of each.

    No ids give the one leaf that holds everything, so that an empty table has a part.
    """
    leaves: dict[Leaf, slice] = {}
    pending = [(Leaf(""), 0, len(ids))]
    while pending:
        leaf, start, end = pending.pop()
        if end - start <= limit:
            if end > start or not leaf.prefix:
                leaves[leaf] = slice(start, end)
            continue
        right = Leaf(leaf.prefix + "1")
        middle = start + int(np.searchsorted(ids[start:end], right.low.encode()))
        pending += [(right, middle, end), (Leaf(leaf.prefix + "0"), start, middle)]
    return leaves


def overlapping(leaf: Leaf, others: Sequence[Leaf]) -> Sequence[Leaf]:
    """Those of `others` that overlap with a leaf: they are sorted, and none of them holds another."""
    start, end = bisect_left(others, leaf), bisect_left(others, Leaf(leaf.prefix + "2"))
    return others[start - 1 if start and others[start - 1].overlaps(leaf) else start : end]


def within(rows: pa.Table, leaf: Leaf) -> pa.Table:
    """Those rows, of a base table in the order of its dumps, whose dump belongs to a leaf."""
    if not leaf.prefix:
        return rows
    ids = ids_of(rows["document_id"])
    start, end = np.searchsorted(ids, leaf.low.encode()), np.searchsorted(ids, leaf.high.encode(), side="right")
    return rows.slice(start, end - start)


def order_of_dumps(ids: Ids) -> npt.NDArray[np.int64]:
    """The rows, in the order of their dumps' `ids`; those of a dump, which lie side by side, stay in theirs."""
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]])) if len(ids) else np.empty(0, np.int64)
    counts = np.diff(starts, append=len(ids))
    order = np.argsort(ids[starts], kind="stable")
    counts = counts[order]
    return np.repeat(starts[order] - np.cumsum(counts) + counts, counts) + np.arange(len(ids))
