from __future__ import annotations

import errno
import io
from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO

import pytest

from exporters.dataset import tables
from ingest.exporters import write_csv, write_jsonl, write_parquet

RECORDS = tables(20)["records"]
WRITERS: dict[str, Callable[[BinaryIO], int]] = {
    "parquet": lambda file: write_parquet([RECORDS], file, RECORDS.schema),
    "csv": partial(write_csv, [RECORDS], schema=RECORDS.schema),
    "jsonl": partial(write_jsonl, [RECORDS]),
}


class FullDisk(io.RawIOBase):
    """A file whose k-th write fails, as on a full disk; `writes` counts them."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.fails_at = fails_at
        self.writes = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.writes += 1
        if self.writes == self.fails_at:
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(memoryview(data))


@pytest.mark.parametrize("writer", WRITERS.values(), ids=list(WRITERS))
def test_whichever_write_fails_the_writer_fails(writer: Callable[[BinaryIO], int]) -> None:
    counted = FullDisk()
    writer(counted)  # type: ignore[arg-type]
    assert counted.writes > 0
    for write in range(1, counted.writes + 1):
        with pytest.raises(OSError, match="No space left on device"):
            writer(FullDisk(write))  # type: ignore[arg-type]
