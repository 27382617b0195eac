"""The ledger: the `documents` table of the published snapshot, as far as planning needs it."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from ingest.store.snapshot import Snapshot
from ingest.tables import TABLES

COLUMNS = [
    "document_id", "uri", "source", "status", "reason", "gone", "sha256", "bytes",
    "parser_version", "grammar_digest", "settings_digest",
]  # fmt: skip
_SCHEMA = pa.schema([TABLES["documents"].schema.field(name).remove_metadata() for name in COLUMNS])
_BEHIND_FILE = r"(?s)(!/|#).*"


def load_ledger(snapshot: Snapshot | None, damaged: Collection[str] = ()) -> pa.Table:
    """All dumps the snapshot knows, in document_id order, but for the leaves that are `damaged`.

    A column `file` is added: the uri of the file that a dump stands in, its own if it is a file.
    """
    parts = snapshot.manifest.of("documents") if snapshot else []
    tables = [
        snapshot.read(part, COLUMNS).replace_schema_metadata(None).cast(_SCHEMA)
        for part in parts
        if snapshot and part.leaf not in damaged
    ]
    table = pa.concat_tables([_SCHEMA.empty_table(), *tables]).combine_chunks()
    return table.append_column("file", pc.replace_substring_regex(table["uri"], _BEHIND_FILE, ""))
