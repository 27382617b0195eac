"""Fragments: what one worker call hands over, table by table, in staging. They are read and thrown away.

A fragment's rows are cut by the first bits of their document_id, one record batch each, so that a leaf reads its own
rows only, even of a fragment whose dumps lie everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from secrets import token_hex

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.leaves import Leaf

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_DUMPS_A_CUT = 64
_MOST_BITS = 8


@dataclass(frozen=True, slots=True)
class Fragment:
    """Files of staged rows by table. All ids lie between `low` and `high`; the rows are cut by `bits` bits."""

    low: str
    high: str
    bits: int
    paths: Mapping[str, str]


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

    `tables` has one or more rows of `documents`. Raises StoreError.
    """
    ids = tables["documents"]["document_id"]
    dumps, ends = len(ids), pc.min_max(ids).as_py()
    wide = int(ends["max"], 16) - int(ends["min"], 16) > 1 << 120
    bits = min(max(dumps // _DUMPS_A_CUT, 1).bit_length() - 1, _MOST_BITS) if wide else 0
    paths = {}
    for name, table in tables.items():
        if table.num_rows:
            paths[name] = str(_write(files, folder / name, key, table, bits))
    return Fragment(ends["min"], ends["max"], bits, paths)


def _write(files: Files, folder: Path, key: str, table: pa.Table, bits: int) -> Path:
    files.make_folder(folder)
    path = folder / f"{key}.arrow"
    draft = path.with_suffix(f".{token_hex(8)}")  # another machine may be at it as well
    with (
        files.create(draft, durable=False) as file,
        pa.ipc.new_file(file, table.schema, options=_OPTIONS) as writer,
    ):
        for piece in _cut(table, bits):
            writer.write_batch(piece)
    files.rename(draft, path)
    return path


def _cut(table: pa.Table, bits: int) -> list[pa.RecordBatch]:
    """One batch for each of the 2 ** bits cuts, in their order, empty ones too."""
    table = table.combine_chunks()
    if bits == 0:
        return list(table.to_batches())
    table = table.take(pc.sort_indices(table, [("document_id", "ascending")]))  # stable
    ids = table["document_id"].to_numpy().astype("S32")
    lows = [Leaf(f"{cut:0{bits}b}").low.encode() for cut in range(1, 1 << bits)]
    bounds = [0, *np.searchsorted(ids, lows).tolist(), len(ids)]
    (whole,) = table.combine_chunks().to_batches()
    return [whole.slice(start, end - start) for start, end in pairwise(bounds)]


def read_fragment(path: str, bits: int, leaf: Leaf) -> pa.Table:
    """The rows of a fragment's file that may belong to a leaf. Raises StoreError if it cannot be read."""
    try:
        with pa.memory_map(path) as source:
            reader = pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(use_threads=False))
            cuts = range(reader.num_record_batches)
            wanted = [cut for cut in cuts if bits == 0 or leaf.overlaps(Leaf(f"{cut:0{bits}b}"))]
            return pa.Table.from_batches([reader.get_batch(cut) for cut in wanted], reader.schema)
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: {error}") from error
