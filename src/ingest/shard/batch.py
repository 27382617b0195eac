"""`parse_batch`: the reader for engines that move the data themselves. Dumps in, records out, errors are rows."""

from __future__ import annotations

from hashlib import sha256

import pyarrow as pa

from ingest.settings import Settings
from ingest.shard.outcome import Reader
from ingest.shard.versions import ReadingSettings
from ingest.sources.identity import document_id
from ingest.tables.outcome import Outcome

BATCH_IN = pa.schema([pa.field("uri", pa.string(), nullable=False), pa.field("content", pa.binary())])
"""A dump a row: its uri, whose first part is the source, and its bytes; null counts as empty."""

BATCH_OUT = pa.schema(
    [
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("uri", pa.string(), nullable=False),
        pa.field("sha256", pa.string(), nullable=False),
        pa.field("status", pa.string(), nullable=False),
        pa.field("reason", pa.string()),
        pa.field("encoding", pa.string()),
        pa.field("profiles", pa.list_(pa.field("item", pa.string(), nullable=False)), nullable=False),
        pa.field("diagnostics", pa.list_(pa.field("item", pa.string(), nullable=False)), nullable=False),
    ]
)
"""What became of each: records as `ingest parse` prints them, and the dump's own diagnostics, both as JSON texts."""


def parse_batch(batch: pa.RecordBatch, settings: Settings | None = None) -> pa.RecordBatch:
    """One row of BATCH_OUT for each row of BATCH_IN, in their order. No dump raises, whatever is in it.

    Raises GrammarError for broken grammars, KeyError for a batch without the columns: those are the caller's.
    """
    reader = Reader(ReadingSettings.of(settings or Settings()))
    uris, contents = batch.column("uri").to_pylist(), batch.column("content").to_pylist()
    rows = [_row(reader, uri, content or b"") for uri, content in zip(uris, contents, strict=True)]
    return pa.RecordBatch.from_pylist(rows, schema=BATCH_OUT)


def _row(reader: Reader, uri: str, content: bytes) -> dict[str, object]:
    digest, source = sha256(content).hexdigest(), uri.partition("/")[0]
    try:
        return _told(reader.outcome(uri, source, content, digest), digest)
    except Exception as error:  # a bug of ours costs one row
        return _told(reader.failed(uri, source, error, sha256=digest, size=len(content)), digest)


def _told(outcome: Outcome, digest: str) -> dict[str, object]:
    return {
        "document_id": document_id(outcome.uri),
        "uri": outcome.uri,
        "sha256": digest,
        "status": outcome.status,
        "reason": outcome.reason,
        "encoding": outcome.encoding,
        "profiles": [profile.model_dump_json() for profile in outcome.profiles],
        "diagnostics": [found.model_dump_json() for found in outcome.diagnostics],
    }
