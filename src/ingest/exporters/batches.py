"""What every writer takes: a table in pieces, in row order, never whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

Pieces = Iterable[pa.Table | pa.RecordBatch]


def as_table(piece: pa.Table | pa.RecordBatch) -> pa.Table:
    """The piece as a table, nothing copied."""
    return pa.Table.from_batches([piece]) if isinstance(piece, pa.RecordBatch) else piece


def rechunk(pieces: Pieces, schema: pa.Schema, rows: int) -> Iterator[pa.Table]:
    """Yield the same rows in tables of exactly `rows` rows each, except the last one; no rows give no table."""
    waiting: list[pa.Table] = []
    count = 0
    for piece in pieces:
        waiting.append(as_table(piece))
        count += piece.num_rows
        while count >= rows:
            whole = pa.concat_tables(waiting)
            yield whole.slice(0, rows).cast(schema).combine_chunks()
            waiting = [whole.slice(rows)]
            count -= rows
    if count:
        yield pa.concat_tables(waiting).cast(schema).combine_chunks()
