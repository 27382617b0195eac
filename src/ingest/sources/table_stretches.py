"""Cut large tables into stretches for several workers.

CSV and compressed files stay whole: where a row begins in them depends on everything before it.
"""

from __future__ import annotations

import os
from collections.abc import Generator

from ingest.diagnostics import Diagnostic
from ingest.sources import json_lines, parquet_rows
from ingest.sources.dump import Dump, Stamp
from ingest.sources.file_content import open_file
from ingest.sources.file_formats import ROWS, suffixes
from ingest.sources.limits import Budget, Limits, refused
from ingest.sources.table_model import Stretch
from ingest.sources.utf8_tables import is_utf8

_KINDS = ("jsonl", "parquet")


def can_be_cut(uri: str) -> bool:
    """Whether a file of this name can be read from its middle."""
    kind, compression = suffixes(uri)
    return ROWS.get(kind) in _KINDS and compression is None


def cut(
    dump: Dump, size: int, limits: Limits, encoding: str | None = None
) -> Generator[Stretch, None, Diagnostic | None]:
    """Stretches of about `size` bytes which together are a file, in their order.

    JSON Lines are looked through for the ends of lines, and each stretch is given as soon as it is found. Returns
    what ends the file before its end, if a limit does; `encoding` is the one that is given. Raises UnreadableDump or
    OSError if it cannot be read, or not in stretches.
    """
    with open_file(dump.path) as file:
        now = Stamp.of(os.fstat(file.fileno()))
        if ROWS[suffixes(dump.uri)[0]] == "jsonl":
            if not is_utf8(file, encoding):
                raise refused("it can only be read as a whole")
            return (yield from json_lines.cut(file, size, Budget(limits, now.size), now))
        yield from parquet_rows.cut(size, now)
        return None
