"""Arrow files of the cache that end in the digest of their own bytes, so that damage is found before a row is used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

import pyarrow as pa

from ingest.store.files import Files
from ingest.store.hashed_file import digest_of, hashed

_SIZE = 32  # bytes of the digest behind the Arrow file
_READING = pa.ipc.IpcReadOptions(use_threads=False)  # what another thread has made room for is given back late


def write_sealed(path: Path, schema: pa.Schema, pieces: Iterable[pa.Table], files: Files, rows: int = 1 << 16) -> None:
    """Write tables as one file, in batches of at most `rows` rows. Raises StoreError.

    The file is not synced: where a crash leaves half of it, the digest says so.
    """
    files.make_folder(path.parent)
    draft = path.with_suffix(f".{token_hex(8)}")  # a killed worker's may lie there still
    with files.create(draft, durable=False) as file:
        body = hashed(file)
        with pa.ipc.new_file(body, schema) as writer:
            for piece in pieces:
                writer.write_table(piece, max_chunksize=rows)
        file.write(digest_of(body))
    files.rename(draft, path)


def is_sealed(path: Path) -> bool:
    """Whether a file is there and all its bytes are those that were written."""
    try:
        with pa.memory_map(os.fsencode(path)) as source:
            _body(source)
    except (OSError, pa.ArrowException):
        return False
    return True


def read_sealed(path: Path) -> pa.Table:
    """All rows of a file, mapped into memory. Raises OSError or pa.ArrowException if it is not what was written."""
    with pa.memory_map(os.fsencode(path)) as source:
        return pa.ipc.open_file(pa.BufferReader(_body(source))).read_all()


def count_sealed(path: Path) -> tuple[int, int]:
    """How many batches and rows a file has that was found sealed."""
    with pa.OSFile(os.fsencode(path)) as source:
        reader = _open(source)
        batches = reader.num_record_batches
        rows = (
            reader.count_rows()
            if hasattr(reader, "count_rows")
            else sum(map(len, map(reader.get_batch, range(batches))))
        )
    return batches, rows


def read_batch(path: Path, index: int) -> pa.RecordBatch:
    """One batch of a file that was found sealed. The file does not stay open or mapped."""
    with pa.OSFile(os.fsencode(path)) as source:
        return _open(source).get_batch(index)


def _open(source: pa.NativeFile) -> pa.RecordBatchFileReader:
    return pa.ipc.open_file(source, footer_offset=source.size() - _SIZE, options=_READING)


def _body(source: pa.MemoryMappedFile) -> pa.Buffer:
    """The Arrow file without its digest. Raises pa.ArrowInvalid if the digest is of other bytes."""
    whole = source.read_buffer()
    body = whole.slice(0, max(0, whole.size - _SIZE))
    if sha256(body).digest() != whole.slice(body.size).to_pybytes():
        raise pa.ArrowInvalid("the bytes are not those that were written")
    return body
