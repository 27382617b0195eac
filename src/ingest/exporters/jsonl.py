"""JSON Lines: one nested profile a line, exactly as `ingest parse` gives it."""

from __future__ import annotations

from typing import BinaryIO

from ingest.exporters.batches import Pieces


def write_jsonl(records: Pieces, file: BinaryIO) -> int:
    """Write the table `records` to an open binary file as UTF-8 JSON Lines; gives back the number of lines.

    JSON escapes line feeds inside texts, so a line of the file is a profile. Raises OSError from the file.
    """
    lines = 0
    for piece in records:
        for record in piece.column("record"):
            file.write(record.as_py().encode() + b"\n")
            lines += 1
    return lines
