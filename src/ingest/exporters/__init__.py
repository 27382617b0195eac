"""Tables to files: one writer a format, for the parts of a published dataset and for exports alike.

`store.snapshot_draft` opens the files of a snapshot and publishes them; a writer writes to the file that it is given,
and nothing else.
"""

from ingest.exporters.batches import Pieces
from ingest.exporters.csv import escape, unescape, write_csv
from ingest.exporters.datapackage import ExportedFile, datapackage
from ingest.exporters.json_schemas import json_schemas, row_schema
from ingest.exporters.jsonl import write_jsonl
from ingest.exporters.parquet import write_parquet

__all__ = [
    "ExportedFile",
    "Pieces",
    "datapackage",
    "escape",
    "json_schemas",
    "row_schema",
    "unescape",
    "write_csv",
    "write_jsonl",
    "write_parquet",
]
