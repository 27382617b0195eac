"""Tables to files: one writer each. They write to what they are given, and nothing else."""

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
