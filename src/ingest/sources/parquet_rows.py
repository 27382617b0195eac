"""Parquet: the row groups that begin in a stretch of the file, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyarrow.parquet as pq

from ingest.sources.dump import Stamp
from ingest.sources.limits import Budget, refused
from ingest.sources.table_model import WHOLE, Columns, Placed, Rows, Stretch, one_of_each

_BATCH = 64


def read(stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch) -> Rows:
    """All rows of these groups. A batch never holds rows of two, so that each costs the budget the same."""
    file = pq.ParquetFile(stream)
    one_of_each(file.schema_arrow.names, columns)
    if stretch != WHOLE and file.metadata.num_rows > budget.limits.members:
        raise refused("too many rows to be read in stretches")  # and in vain: the budget ends it before its end
    for group, first in _groups(file.metadata, stretch):
        for batch in file.iter_batches(_BATCH, row_groups=[group], columns=columns.wanted):
            budget.spend(batch.nbytes)
            for number, row in enumerate(batch.to_pylist(), first):
                yield Placed(number, number, row)
            first += batch.num_rows


def _groups(metadata: pq.FileMetaData, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Groups that begin in the stretch, each with the number of its first row."""
    first = 1
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        # Asking where a group begins ends the process where its statistics are damaged: libarrow throws past Python.
        if stretch == WHOLE or stretch.start <= _begin(group) < stretch.end:
            yield index, first
        first += group.num_rows


def _begin(group: pq.RowGroupMetaData) -> int:
    """Return the offset of a group's first column, so that each group belongs to exactly one stretch."""
    if not group.num_columns:
        return 0
    column = group.column(0)
    begin: int = column.dictionary_page_offset if column.has_dictionary_page else column.data_page_offset
    return min(max(begin, 0), WHOLE.end - 1)


def cut(size: int, now: Stamp) -> Iterator[Stretch]:
    """Stretches of `size` bytes, the last one without an end: which groups begin there, their readers see."""
    for start in range(0, now.size, size):
        end = start + size if start + size < now.size else WHOLE.end
        yield Stretch(start, end, stamp=now)
