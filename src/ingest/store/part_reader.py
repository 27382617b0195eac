"""Reading the parts of a snapshot: rows that were published once and have not changed since."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import DamagedDataset
from ingest.tables import SCHEMA_VERSION, TABLES
from ingest.tables.older_rows import conform

_BATCH = 256  # rows: records are large


def read_part(path: Path, columns: list[str] | None = None, *, checked: bool = False) -> pa.Table:
    """Rows of one part, in the columns of this version of the program.

    `checked`: only if its bytes have the digest that its name tells, as all have to that go into a snapshot.
    Raises DamagedDataset if it cannot be read, StoreError if another version wrote it and more than columns were added.
    """
    try:
        with pa.memory_map(os.fsencode(path)) as source:
            if checked and not sha256(source.read_buffer()).hexdigest().startswith(told_digest(path)):
                raise pa.ArrowInvalid("it has other bytes than were published")
            source.seek(0)
            with pq.ParquetFile(source, page_checksum_verification=True) as file:  # `pq.read_table` would import pandas
                written = file.schema_arrow
                rows = file.read(columns and [name for name in columns if name in written.names])
        rows.validate(full=True)
        stated = written.metadata or {}
        if b"table" not in stated:
            return rows
        spec = TABLES[stated[b"table"].decode()]
        wanted = pa.schema([spec.schema.field(name) for name in columns or spec.schema.names], spec.schema.metadata)
        if stated.get(b"schema_version") == str(SCHEMA_VERSION).encode():
            return rows.select(wanted.names).cast(wanted)
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        raise _damaged(path, error) from error
    return conform(rows, written, spec, columns)


def read_batches(path: Path, columns: list[str], document_id: str | None = None) -> Iterator[pa.RecordBatch]:
    """Rows of one part of a base table, some at a time; of those that may be of a dump alone, where one is named.

    Raises DamagedDataset if it cannot be read.
    """
    try:
        with (
            pa.memory_map(os.fsencode(path)) as source,
            pq.ParquetFile(source, page_checksum_verification=True) as file,  # no pandas, as above
        ):
            groups = [group for group in range(file.num_row_groups) if _may_hold(file, group, document_id)]
            yield from file.iter_batches(_BATCH, row_groups=groups, columns=columns)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(path, error) from error


def told_digest(path: Path) -> str:
    """The first digits of a part's digest, as its name tells them."""
    return path.stem.rpartition("-")[2]


def _may_hold(file: pq.ParquetFile, group: int, document_id: str | None) -> bool:
    """Rows are in document_id order, and a group of them knows its least and greatest id."""
    held = file.metadata.row_group(group).column(file.schema_arrow.get_field_index("document_id")).statistics
    return document_id is None or held is None or not held.has_min_max or held.min <= document_id <= held.max


def _damaged(path: Path, error: Exception) -> DamagedDataset:
    told = " ".join(str(error).split())
    return DamagedDataset(
        f"{path}: cannot be read ({told}); `ingest verify` says what else is damaged, "
        "the next `ingest run` with all sources makes it anew, `ingest rollback` goes back"
    )


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
