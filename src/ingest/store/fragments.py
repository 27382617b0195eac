"""Fragments: what one worker call hands over, all its tables in one staging file that is read once and deleted.

Rows are cut by the first bits of their document_id, so that a leaf reads only its own rows. The cuts of a table are
consecutive Arrow IPC messages, preceded by their offsets and checksums. The cuts that a leaf needs from all fragments
form one stream, which Arrow reads as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO
from zlib import crc32

import numpy as np
import pyarrow as pa

from ingest.errors import StoreError
from ingest.store.files import Files
from ingest.store.partitioning import Leaf, ids_of, order_of_dumps, within
from ingest.tables import TABLES

# Batches are small: to hand a buffer to another thread takes longer than to unpack it.
_WRITING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)
_PLACE = np.dtype("<i8")
_CHECK = np.dtype("<u4")
_DUMPS_A_CUT = 16
_MOST_BITS = 8


@dataclass(frozen=True, slots=True)
class Fragment:
    """A file of staged rows, and where in it each table with rows begins, in bytes.

    All ids lie between `low` and `high`; the rows are cut by `bits` bits.
    """

    low: str
    high: str
    bits: int
    path: str
    places: Mapping[str, int]


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
    places: dict[str, int] = {}
    with files.create(draft, durable=False) as file:
        for name, rows in tables.items():
            if rows.num_rows:
                places[name] = file.tell()
                for piece in _packed(rows, bits):
                    file.write(piece)
    files.rename(draft, path)
    return Fragment(low, high, bits, str(path), places)


def _bits(low: str, high: str, dumps: int) -> int:
    """How fine to cut: not at all where all dumps lie close together, as they will be in few leaves."""
    wide = int(high, 16) - int(low, 16) > 1 << 120
    return min(max(dumps // _DUMPS_A_CUT, 1).bit_length() - 1, _MOST_BITS) if wide else 0


def _packed(rows: pa.Table, bits: int) -> tuple[bytes, pa.Buffer]:
    """Where each of the 2 ** bits cuts begins and the last one ends, the checksum of each, and a message for each cut
    that has rows."""
    rows = rows.take(pa.array(order_of_dumps(ids_of(rows["document_id"]))))
    lows = [Leaf(f"{cut:0{bits}b}").low.encode() for cut in range(1, 1 << bits)]
    bounds = [0, *np.searchsorted(ids_of(rows["document_id"]), lows).tolist(), len(rows)]
    (whole,) = rows.combine_chunks().to_batches()
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema, options=_WRITING) as writer:
        writer.write_batch(whole.slice(0, 0))  # the schema comes with the first batch
        places = [sink.tell()]
        for start, end in pairwise(bounds):
            if end > start:
                writer.write_batch(whole.slice(start, end - start))
            places.append(sink.tell())
    whole_sink = sink.getvalue()
    checks = [crc32(whole_sink.slice(start, end - start)) for start, end in pairwise(places)]
    told = (np.array(places, _PLACE) - places[0]).tobytes() + np.array(checks, _CHECK).tobytes()
    return told, whole_sink.slice(places[0], places[-1] - places[0])


def staged_rows(
    fragments: Iterable[Fragment], table: str, leaf: Leaf, columns: Sequence[str] = ()
) -> Iterator[pa.Table]:
    """Yield the rows of a leaf from fragments, one cut at a time; with `columns`, only these, document_id included.

    Raises StoreError if they cannot be read.
    """
    some = [fragment for fragment in fragments if table in fragment.places]
    coarse = any(fragment.bits < len(leaf.prefix) for fragment in some)
    schema = TABLES[table].schema
    fields = [schema.get_field_index(name) for name in columns]
    reading = pa.ipc.IpcReadOptions(use_threads=False, included_fields=fields) if columns else _READING
    whole = b"".join([schema.serialize(), *(_messages(fragment, table, leaf) for fragment in some)])
    try:
        with pa.ipc.open_stream(whole, options=reading) as stream:
            for batch in stream:
                rows = pa.Table.from_batches([batch])
                yield within(rows, leaf) if coarse else rows
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"staged rows of {table}: {error}") from error


def _messages(fragment: Fragment, table: str, leaf: Leaf) -> bytes:
    """What a fragment holds of a table in the cuts in which rows of a leaf may be."""
    known = leaf.prefix[: fragment.bits]
    first = int(known.ljust(fragment.bits, "0") or "0", 2)
    cuts = 1 << (fragment.bits - len(known))
    index = fragment.places[table]
    checks = index + ((1 << fragment.bits) + 1) * _PLACE.itemsize
    messages = checks + (1 << fragment.bits) * _CHECK.itemsize
    try:
        with Path(fragment.path).open("rb") as file:
            places = _numbers(_PLACE, _read(file, index + first * _PLACE.itemsize, (cuts + 1) * _PLACE.itemsize))
            told = _numbers(_CHECK, _read(file, checks + first * _CHECK.itemsize, cuts * _CHECK.itemsize))
            data = _read(file, messages + places[0], places[-1] - places[0])
    except (OSError, ValueError, OverflowError) as error:  # a place before or behind the file, if a bit has flipped
        raise StoreError(f"{fragment.path}: {error}") from error
    bounds = pairwise(place - places[0] for place in places)
    if [crc32(data[start:end]) for start, end in bounds] != told:
        raise StoreError(f"{fragment.path}: staged rows of {table} have other bytes than were written")
    return data


def _numbers(kind: np.dtype[Any], data: bytes) -> list[int]:
    return np.frombuffer(data, kind).tolist()  # type: ignore[no-any-return]


def _read(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    if not 0 <= size <= os.fstat(file.fileno()).st_size:
        raise ValueError("its places are damaged")
    data = file.read(size)
    if len(data) < size:
        raise OSError(f"it ends after {start + len(data):,} bytes")
    return data
