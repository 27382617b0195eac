"""Parquet: the one writer of Parquet files, for the parts of a dataset and for exports; compression, row groups.

The same rows give the same bytes, however they are split into pieces.
"""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.exporters.batches import Pieces, rechunk

ROW_GROUP = 1 << 16
_ALL_DIFFERENT = {"record"}  # a dictionary would only be filled and thrown away


def write_parquet(pieces: Pieces, file: BinaryIO, schema: pa.Schema) -> int:
    """Write a table to an open binary file, with zstd, dictionaries and checksums, and return the number of rows.

    Row groups hold 65,536 rows, independent of the pieces; nothing in the file depends on clock or machine. A table
    without rows gives a file with the schema. Raises pa.ArrowInvalid or KeyError if a piece does not fit the schema,
    and OSError from the file.
    """
    rows = 0
    with pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        compression_level=1,
        write_page_checksum=True,  # a flipped bit is an error for whoever reads, not another value
        use_dictionary=[name for name in schema.names if name not in _ALL_DIFFERENT],
    ) as writer:
        for table in rechunk(pieces, schema, ROW_GROUP):
            writer.write_table(table, row_group_size=ROW_GROUP)
            rows += table.num_rows
    return rows
