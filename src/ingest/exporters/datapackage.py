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

from ingest.exporters.json_schemas import JSON_TYPES
from ingest.tables import SCHEMA_VERSION, TABLES, TableSpec

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


def datapackage(files: Iterable[ExportedFile], *, csv_raw: bool = False, csv_bom: bool = False) -> dict[str, Any]:
    """The descriptor of `files`: a resource per format and table. Raises KeyError for an unknown table.

    `csv_raw` and `csv_bom` say how the CSV files were written.
    """
    resources: dict[tuple[str, str], list[ExportedFile]] = {}
    for file in sorted(files, key=lambda file: file.path):
        resources.setdefault((PurePosixPath(file.path).suffix[1:], file.table), []).append(file)
    tabular = {table for suffix, table in resources if suffix == "csv"}
    return {
        "profile": "data-package",
        "name": "job-profiles",
        "title": "Job profiles",
        "description": _DESCRIPTION if csv_raw else f"{_DESCRIPTION} {_ESCAPING}",
        "version": f"{SCHEMA_VERSION}.0.0",
        "resources": [
            _tabular(TABLES[table], parts, tabular, csv_bom)
            if suffix == "csv"
            else _plain(suffix, TABLES[table], parts)
            for (suffix, table), parts in sorted(resources.items())
        ],
    }


_DESCRIPTION = "Typed, de-duplicated tables of job profiles; every row names the lines it came from."
_ESCAPING = (
    "In CSV, an apostrophe stands before each text that a spreadsheet would take for a formula. To undo it, "
    "take the first apostrophe from each text that begins with apostrophes and then = + - @, one of their "
    "full-width forms, tab, CR or LF."
)


def _tabular(spec: TableSpec, parts: list[ExportedFile], tabular: set[str], bom: bool) -> dict[str, Any]:
    return _described(spec.name, "csv", spec, parts) | {
        "profile": "tabular-data-resource",
        "rows": sum(part.rows for part in parts),
        "encoding": "utf-8-sig" if bom else "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": table_schema(spec, tabular),
    }


def _plain(suffix: str, spec: TableSpec, parts: list[ExportedFile]) -> dict[str, Any]:
    # Version 1 knows no type `file`; the frictionless package needs it to leave the content alone.
    return _described(f"{spec.name}-{suffix}", suffix, spec, parts) | {
        "profile": "data-resource",
        "type": "file",
    }


def _described(name: str, suffix: str, spec: TableSpec, parts: list[ExportedFile]) -> dict[str, Any]:
    described = {
        "name": name,
        "title": spec.name,
        "description": spec.description,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
    }
    if len(parts) > 1:
        return described | {"path": [part.path for part in parts]}
    (part,) = parts
    return described | {"path": part.path, "bytes": part.bytes, "hash": f"sha256:{part.sha256}"}


def table_schema(spec: TableSpec, tabular: set[str]) -> dict[str, Any]:
    """The Frictionless Table Schema of a table, with keys into those of the tables `tabular` it refers to."""
    names = spec.schema.names
    return {
        "fields": [_field(field) for field in spec.schema],
        "missingValues": [""],
        "primaryKey": list(spec.key),
        "foreignKeys": [
            {"fields": [key], "reference": {"resource": parent, "fields": [key]}}
            for key, parent in _PARENTS.items()
            if key in names and parent in tabular and parent != spec.name
        ],
    }


def _field(field: pa.Field) -> dict[str, Any]:
    kind = JSON_TYPES[field.type]
    shape = {"name": field.name, "type": kind, "description": field.metadata[b"description"].decode()}
    # A text that is there but empty reads as missing in CSV, so only the others can be required.
    required = not field.nullable and (kind != "string" or field.name.endswith("_id"))
    return shape | ({"constraints": {"required": True}} if required else {})
