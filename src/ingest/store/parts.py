"""Reading parts: rows that were published once and have not changed since."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import DamagedDataset
from ingest.tables import SCHEMA_VERSION, TABLES
from ingest.tables.conform import conform


def read_part(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Rows of one part, in the columns of this version of the program.

    Raises DamagedDataset if it cannot be read, StoreError if another version wrote it and more than columns were added.
    """
    try:
        with pq.ParquetFile(path, memory_map=True) as file:  # `pq.read_table` would import pandas
            written = file.schema_arrow
            rows = file.read(columns and [name for name in columns if name in written.names])
    except (OSError, pa.ArrowException) as error:
        told = " ".join(str(error).split())
        raise DamagedDataset(
            f"{path}: cannot be read ({told}); `ingest verify` says what else is damaged, "
            "the next `ingest run` with all sources makes it anew, `ingest rollback` goes back"
        ) from error
    stated = written.metadata or {}
    if b"table" not in stated or stated.get(b"schema_version") == str(SCHEMA_VERSION).encode():
        return rows
    schema = TABLES[stated[b"table"].decode()].schema
    wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns], schema.metadata)
    return conform(rows, written, wanted)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
