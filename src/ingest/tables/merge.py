"""Merge sorted runs bucket by bucket, so that memory holds one bucket and one batch a run, never a dataset.

A bucket is a range of ids. Ids are hashes, so equal ranges hold about equally many rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

import pyarrow as pa

from ingest.release_memory import give_back

Run = Iterable[pa.Table | pa.RecordBatch]
"""One leaf's partial result in id order, whole or in batches (`pq.ParquetFile(...).iter_batches()`)."""

_ROWS_A_BUCKET_BITS = 18


def bucket_count(rows: int) -> int:
    """How many buckets keep each at about 262,144 of `rows` partial rows: a power of two."""
    return 1 << max(0, (rows - 1).bit_length() - _ROWS_A_BUCKET_BITS)


def merge_buckets(
    runs: Sequence[Run], schema: pa.Schema, buckets: int, combine: Callable[[pa.Table], pa.Table]
) -> Iterator[pa.Table]:
    """Exactly `buckets` tables in id order: `combine` of all rows of `runs` whose id lies in the bucket.

    The first column of `schema` is the id, hexadecimal; every run is read once, front to back.
    """
    cursors = [_Cursor(run) for run in runs]
    for bucket in range(1, buckets + 1):
        bound = f"{(bucket << 64) // buckets:016x}" if bucket < buckets else None
        yield combine(_rows(cursors, bound, schema))


def _rows(cursors: Sequence[_Cursor], bound: str | None, schema: pa.Schema) -> pa.Table:
    """One bucket, copied, so that the batches that its rows lie in are gone while it is worked on."""
    pieces = [piece for cursor in cursors for piece in cursor.below(bound)]
    rows = pa.concat_tables([schema.empty_table(), *pieces]).combine_chunks()
    del pieces
    give_back()  # what is as large as a bucket finds no room where batches were
    return rows


class _Cursor:
    """A place in a run: gives what lies below a bound, and keeps the rest of the batch for the next bound."""

    def __init__(self, run: Run) -> None:
        self._batches = iter(run)
        self._rest: pa.Table | None = None

    def below(self, bound: str | None) -> Iterator[pa.Table]:
        while (table := self._next()) is not None:
            cut = table.num_rows if bound is None else _rows_below(bound, table.column(0))
            yield table.slice(0, cut)
            if cut < table.num_rows:
                self._rest = table.slice(cut)
                return

    def _next(self) -> pa.Table | None:
        if self._rest is not None:
            table, self._rest = self._rest, None
            return table
        batch = next(self._batches, None)
        return pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch


def _rows_below(bound: str, ids: pa.ChunkedArray) -> int:
    return bisect_left(range(len(ids)), bound, key=lambda row: ids[row].as_py())
