"""Fragments: what one worker call hands over, all its tables in one file of staging. It is read and thrown away.

Rows are cut by the first bits of their document_id, one record batch each, so that a leaf reads its own rows only, even
of a fragment whose dumps lie everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from secrets import token_hex

import numpy as np
import pyarrow as pa

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.leaves import Leaf, ids_of, order_of_dumps, within

# Batches are small: to hand a buffer to another thread takes longer than to unpack it.
_WRITING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)
_DUMPS_A_CUT = 16
_MOST_BITS = 8


@dataclass(frozen=True, slots=True)
class Fragment:
    """A file of staged rows: from where to where each table with rows stands in it, in bytes.

    All ids lie between `low` and `high`; the rows are cut by `bits` bits.
    """

    low: str
    high: str
    bits: int
    path: str
    places: Mapping[str, tuple[int, int]]


class Staged:
    """All fragments of a run, to be asked for by leaf."""

    def __init__(self, fragments: Sequence[Fragment]) -> None:
        self._fragments = fragments
        self._lows = np.array([fragment.low for fragment in fragments], "S32")
        self._highs = np.array([fragment.high for fragment in fragments], "S32")

    def of(self, leaf: Leaf) -> tuple[Fragment, ...]:
        """Those of whose rows some may belong to the leaf."""
        found = (self._lows <= leaf.high.encode()) & (self._highs >= leaf.low.encode())
        return tuple(self._fragments[place] for place in np.flatnonzero(found).tolist())


def write_fragment(files: Files, folder: Path, key: str, tables: Mapping[str, pa.Table]) -> Fragment:
    """Write tables. Equal keys hold equal rows, so a second write does no harm.

    `tables` has one or more rows of `documents`; rows of a dump lie side by side. Raises StoreError.
    """
    ids = ids_of(tables["documents"]["document_id"])
    low, high = min(ids).decode(), max(ids).decode()
    bits = _bits(low, high, len(ids))
    path = folder / f"{key}.arrow"
    draft = path.with_suffix(f".{token_hex(8)}")  # another machine may be at it as well
    places: dict[str, tuple[int, int]] = {}
    with files.create(draft, durable=False) as file:
        for name, rows in tables.items():
            if rows.num_rows:
                start = file.tell()
                file.write(_packed(rows, bits))
                places[name] = start, file.tell()
    files.rename(draft, path)
    return Fragment(low, high, bits, str(path), places)


def _bits(low: str, high: str, dumps: int) -> int:
    """How fine to cut: not at all where all dumps lie close together, as they will be in few leaves."""
    wide = int(high, 16) - int(low, 16) > 1 << 120
    return min(max(dumps // _DUMPS_A_CUT, 1).bit_length() - 1, _MOST_BITS) if wide else 0


def _packed(rows: pa.Table, bits: int) -> pa.Buffer:
    """A table as an Arrow IPC file: one batch for each of the 2 ** bits cuts, in their order, empty ones too."""
    rows = rows.take(pa.array(order_of_dumps(ids_of(rows["document_id"]))))
    lows = [Leaf(f"{cut:0{bits}b}").low.encode() for cut in range(1, 1 << bits)]
    bounds = [0, *np.searchsorted(ids_of(rows["document_id"]), lows).tolist(), len(rows)]
    (whole,) = rows.combine_chunks().to_batches()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, rows.schema, options=_WRITING) as writer:
        for start, end in pairwise(bounds):
            writer.write_batch(whole.slice(start, end - start))
    return sink.getvalue()


def read_fragment(fragment: Fragment, table: str, leaf: Leaf) -> Iterator[pa.Table]:
    """The rows of a leaf that stand in a fragment, a cut at a time. Raises StoreError if it cannot be read."""
    if table not in fragment.places:
        return
    start, end = fragment.places[table]
    try:
        with pa.memory_map(fragment.path) as source:
            reader = pa.ipc.open_file(source.read_buffer().slice(start, end - start), options=_READING)
            for cut in _cuts(fragment.bits, leaf):
                rows = pa.Table.from_batches([reader.get_batch(cut)])
                yield rows if len(leaf.prefix) <= fragment.bits else within(rows, leaf)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{fragment.path}: {error}") from error


def _cuts(bits: int, leaf: Leaf) -> range:
    """The cuts in which rows of a leaf may be."""
    known = leaf.prefix[:bits]
    first = int(known.ljust(bits, "0") or "0", 2)
    return range(first, first + (1 << (bits - len(known))))
