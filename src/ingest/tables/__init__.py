"""Records to Arrow: one explicit, versioned, documented schema a table."""

from ingest.tables.collect import collect
from ingest.tables.merge import bucket_count
from ingest.tables.outcome import Lines, Outcome, Status, Versions
from ingest.tables.panel_tables import panel_tables, review_records
from ingest.tables.paragraphs import merge_paragraphs, paragraph_partial
from ingest.tables.registry import TABLES
from ingest.tables.roles import merge_roles, role_partial
from ingest.tables.spec import SCHEMA_VERSION, TableSpec
from ingest.tables.stage import to_tables

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Lines",
    "Outcome",
    "Status",
    "TableSpec",
    "Versions",
    "bucket_count",
    "collect",
    "merge_paragraphs",
    "merge_roles",
    "panel_tables",
    "paragraph_partial",
    "review_records",
    "role_partial",
    "to_tables",
]
