"""JSON Schema of what a dataset holds: the nested record, and a row of each table."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from pydantic.json_schema import GenerateJsonSchema

from ingest.records import Profile
from ingest.tables import SCHEMA_VERSION, TABLES, TableSpec

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
JSON_TYPES = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.int64(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
}
"""The name of a column's type in JSON Schema and in Data Packages."""


def json_schemas() -> dict[str, dict[str, Any]]:
    """JSON Schemas by file name: `record.json` of a line of `profiles.jsonl`, `<table>.json` of a row."""
    record = Profile.model_json_schema(mode="serialization", schema_generator=_NothingLeftOut)
    versioned = {"$schema": _DRAFT, "version": SCHEMA_VERSION} | record
    return {"record.json": versioned} | {f"{name}.json": row_schema(TABLES[name]) for name in TABLES}


class _NothingLeftOut(GenerateJsonSchema):
    """What is absent is null or an empty list in our JSON, never left out: every field is required."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        return True


def row_schema(spec: TableSpec) -> dict[str, Any]:
    """The JSON Schema of one row of a table, columns in their order."""
    return {
        "$schema": _DRAFT,
        "title": spec.name,
        "description": spec.description,
        "version": SCHEMA_VERSION,
        "type": "object",
        "properties": {field.name: _property(field) for field in spec.schema},
        "required": spec.schema.names,
        "additionalProperties": False,
    }


def _property(field: pa.Field) -> dict[str, Any]:
    kind = JSON_TYPES[field.type]
    shape: dict[str, Any] = {"type": [kind, "null"] if field.nullable else kind}
    if content := field.metadata.get(b"content"):
        shape["contentMediaType"] = content.decode()
    return shape | {"description": field.metadata[b"description"].decode()}
