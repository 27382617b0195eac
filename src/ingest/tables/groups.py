"""Groups in sorted rows: where each begins, and sums over each. Arrow's `group_by` promises no order of groups."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Starts = npt.NDArray[np.int64]
Counts: TypeAlias = pa.ChunkedArray | npt.NDArray[np.bool_]


def starts(*columns: pa.ChunkedArray) -> Starts:
    """The rows at which one of `columns` differs from the row before, the first row among them."""
    changed = np.zeros(len(columns[0]), bool)
    changed[:1] = True
    for column in columns:
        values = column.combine_chunks()
        changed[1:] |= pc.not_equal(values[1:], values[:-1]).to_numpy(zero_copy_only=False)
    return np.flatnonzero(changed)


def totals(values: Counts, groups: Starts) -> pa.Array:
    """The sum of `values` over each of `groups`, which the rows at which they begin tell apart."""
    counts = np.asarray(values, np.int64)
    return pa.array(np.add.reduceat(counts, groups) if len(groups) else counts[:0], pa.int64())
