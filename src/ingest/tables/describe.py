"""The tables as a page for people: `docs/tables.md` is this text, and a test holds it true."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from ingest.tables.registry import TABLES
from ingest.tables.spec import SCHEMA_VERSION, TableSpec

_INTRO = f"""\
# Tables

Schema version {SCHEMA_VERSION}. Every cell is a scalar; a column marked *JSON* holds one JSON text a cell, or null.
A column marked *required* is never null. Base tables have one Parquet part per leaf, and rows in `document_id`
order; derived tables are made from the base tables of the whole dataset. `json/profiles.jsonl` is the column
`record` of `records`, line by line; `csv/` holds every table but `records`, if the last run was told to
`--export csv`. The tables `panel_scores` and `panel_findings` are made from the records, leaf by leaf, and are there
only if the last run was told to `--review`.

In CSV (RFC 4180, UTF-8, CRLF) a null is an empty cell without quotes and an empty text is `""`. A text that a
spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, one of their full-width forms, tab, CR or
LF) has an apostrophe before it, and so has one that begins with apostrophes and then one of these:
`ingest.exporters.unescape` gives back the text. `--csv-raw` writes texts as they are, and `--csv-bom`
begins each file with a byte-order mark.

This page is made from the schemas: `python -m ingest.tables.describe > docs/tables.md`.
"""


def tables_markdown() -> str:
    """All tables and columns as Markdown, in the contract's order."""
    return "\n".join([_INTRO, *(line for spec in TABLES.values() for line in _table(spec))])


def _table(spec: TableSpec) -> Iterator[str]:
    yield f"## {spec.name}"
    yield ""
    yield spec.description + (" Derived." if spec.derived else "")
    if spec.key:
        yield f"Its key is {', '.join(f'`{name}`' for name in spec.key)}."
    yield ""
    yield "| column | type | what it holds |"
    yield "| --- | --- | --- |"
    yield from map(_column, spec.schema)
    yield ""


def _column(field: pa.Field) -> str:
    marks = ["JSON"] * (b"content" in field.metadata) + ["required"] * (not field.nullable)
    kind = ", ".join([str(field.type), *marks])
    description = field.metadata[b"description"].decode().replace("|", r"\|")
    return f"| `{field.name}` | {kind} | {description} |"


if __name__ == "__main__":
    print(tables_markdown(), end="")
