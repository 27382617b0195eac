"""`datapackage.json`: what the files of a snapshot are, by the Frictionless Data Package standard, version 1.

Every CSV is a tabular resource that `frictionless validate` checks row by row, keys included. Parquet and
JSON Lines, which the standard's tables do not cover, are listed as plain files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa

from ingest.tables import SCHEMA_VERSION, TABLES, TableSpec

_TYPES = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
}
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
}
_PARENTS = {
    "document_id": "documents",
    "profile_id": "profiles",
    "paragraph_id": "paragraphs",
    "role_id": "roles",
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of a snapshot: its path under the snapshot (`/` between names), its table, what it weighs."""

    path: str
    table: str
    bytes: int
    sha256: str
    rows: int


def datapackage(files: Iterable[ExportedFile], *, csv_raw: bool = False) -> dict[str, Any]:
    """The descriptor of `files`, by table and format. Raises KeyError for a table that is not ours."""
    listed = sorted(files, key=lambda file: file.path)
    tabular = {file.table for file in listed if _suffix(file) == "csv"}
    return {
        "profile": "data-package",
        "name": "job-profiles",
        "title": "Job profiles",
        "description": "Typed, de-duplicated tables of job profiles; every row names the lines it came from."
        + ("" if csv_raw else f" {_ESCAPING}"),
        "version": f"{SCHEMA_VERSION}.0.0",
        "resources": [_resource(file, tabular) for file in listed],
    }


_ESCAPING = (
    "In CSV, an apostrophe stands before each text that a spreadsheet would take for a formula; "
    "take away the first apostrophe of a text that matches '+[=+-@ full-width = + - @, tab, CR, LF]."
)


def _resource(file: ExportedFile, tabular: set[str]) -> dict[str, Any]:
    suffix = _suffix(file)
    spec = TABLES[file.table]
    described = {
        "name": _name(file, suffix),
        "path": file.path,
        "title": file.table,
        "description": spec.description,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
    }
    if suffix != "csv":
        return described | {"profile": "data-resource"}
    return described | {
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": table_schema(spec, tabular),
    }


def table_schema(spec: TableSpec, tabular: set[str]) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, with keys into those of the tables `tabular` it refers to."""
    names = spec.schema.names
    return {
        "fields": [_field(field) for field in spec.schema],
        "missingValues": [""],
        "primaryKey": [spec.sort_key[0]] if len(spec.sort_key) == 1 else [],
        "foreignKeys": [
            {"fields": [key], "reference": {"resource": parent, "fields": [key]}}
            for key, parent in _PARENTS.items()
            if key in names and parent in tabular and parent != spec.name
        ],
    }


def _field(field: pa.Field) -> dict[str, Any]:
    kind = _TYPES[field.type]
    shape = {"name": field.name, "type": kind, "description": field.metadata[b"description"].decode()}
    # A text that is there but empty reads as missing in CSV, so only the others can be required.
    required = not field.nullable and (kind != "string" or field.name.endswith("_id"))
    return shape | ({"constraints": {"required": True}} if required else {})


def _name(file: ExportedFile, suffix: str) -> str:
    """The table's own name for its CSV; unique and lower case, as the standard asks, for any other file."""
    return file.table if suffix == "csv" else f"{suffix}-{file.table}-{PurePosixPath(file.path).stem}".lower()


def _suffix(file: ExportedFile) -> str:
    return PurePosixPath(file.path).suffix.removeprefix(".")
