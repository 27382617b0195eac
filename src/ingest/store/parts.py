"""Reading parts: rows that were published once and have not changed since."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import DamagedDataset


def read_part(path: Path, columns: list[str] | None = None) -> pa.Table:
    """Rows of one part. Raises DamagedDataset if it cannot be read."""
    try:
        return pq.read_table(path, columns=columns, memory_map=True, partitioning=None)
    except (OSError, pa.ArrowException) as error:
        raise DamagedDataset(f"{path}: {error}") from error


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
