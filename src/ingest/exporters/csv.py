"""CSV by RFC 4180: UTF-8, CRLF, every text quoted, and no cell that a spreadsheet takes for a formula.

A null is an empty cell without quotes, an empty text is `""`. A text that begins with `= + - @`, their
full-width forms, tab, CR or LF gets an apostrophe before it, and so does one that begins with apostrophes and
then one of these: so `unescape` always gives back what was written. Parquet and JSON hold texts as they are.
"""

from __future__ import annotations

import re
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ingest.exporters.batches import Pieces, as_table

_FORMULA = "[=+\\-@\uff1d\uff0b\uff0d\uff20\t\r\n]"
_ESCAPED = re.compile(f"'+{_FORMULA}")
_BOM = b"\xef\xbb\xbf"
_OPTIONS = csv.WriteOptions(quoting_style="all_valid", eol="\r\n")


def write_csv(pieces: Pieces, file: BinaryIO, schema: pa.Schema, *, raw: bool = False, bom: bool = False) -> int:
    """Write a table to an open binary file, header first; gives back the number of rows.

    `raw` leaves texts that look like formulas as they are; `bom` begins the file with a byte-order mark. Raises
    pa.ArrowInvalid if a piece does not fit the schema, OSError from the file.
    """
    rows = 0
    if bom:
        file.write(_BOM)
    with csv.CSVWriter(file, schema, write_options=_OPTIONS) as writer:
        for piece in pieces:
            table = as_table(piece).cast(schema)
            writer.write_table(table if raw else _escape(table))
            rows += table.num_rows
    return rows


def escape(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """`texts` with an apostrophe before each one that a spreadsheet would take for a formula."""
    return pc.replace_substring_regex(texts, rf"\A('*{_FORMULA})", r"'\1")


def unescape(cell: str) -> str:
    """Return the text of an escaped CSV cell: the inverse of `escape`."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _escape(table: pa.Table) -> pa.Table:
    for index, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            table = table.set_column(index, field, escape(table.column(index)))
    return table
