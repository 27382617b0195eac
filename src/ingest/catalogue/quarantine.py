"""Dumps that could not become records: what they are, and why."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.diagnostics import Diagnostic
from ingest.errors import UsageError
from ingest.tables.diagnostics import STATED, finding

_DUMP = ["document_id", "uri", "reason", "bytes", "encoding", "sha256"]


class Quarantined(NamedTuple):
    """A dump in quarantine. `reason` is the code of the finding that decided it; `findings` are all it has."""

    uri: str
    reason: str
    bytes: int | None
    encoding: str | None
    sha256: str | None
    findings: tuple[Diagnostic, ...]


def quarantined(data: Dataset) -> list[Quarantined]:
    """All dumps in quarantine, in the order of their uris."""
    dumps = read_columns(data, "documents", [*_DUMP, "status"])
    dumps = dumps.filter(pc.equal(dumps["status"], "quarantined"))
    findings = _findings(data, dumps["document_id"].combine_chunks())
    rows = sorted(dumps.to_pylist(), key=lambda row: row["uri"])
    return [
        Quarantined(
            uri=row["uri"],
            reason=row["reason"],
            bytes=row["bytes"],
            encoding=row["encoding"],
            sha256=row["sha256"],
            findings=tuple(findings.get(row["document_id"], ())),
        )
        for row in rows
    ]


def find_quarantined(data: Dataset, uri: str) -> Quarantined:
    """The dump of this uri. Raises UsageError if it is not in quarantine."""
    dumps = {dump.uri: dump for dump in quarantined(data)}
    if uri in dumps:
        return dumps[uri]
    near = [known for known in dumps if known.endswith(f"/{uri}")] or get_close_matches(uri, dumps, n=1)
    hint = f"; did you mean {near[0]}?" if near else "; `ingest quarantine list` shows what is"
    raise UsageError(f"{uri}: is not in quarantine{hint}")


def _findings(data: Dataset, ids: pa.Array) -> dict[str, list[Diagnostic]]:
    table = read_columns(data, "diagnostics", ["document_id", *STATED])
    found: dict[str, list[Diagnostic]] = {}
    for row in table.filter(pc.is_in(table["document_id"], value_set=ids)).to_pylist():
        found.setdefault(row["document_id"], []).append(finding(row))
    return found
