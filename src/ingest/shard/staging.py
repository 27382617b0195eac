"""Outcomes to staged rows: records become columns early, since they take ten times the room."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from ingest.shard.dump_outcome import Reader
from ingest.shard.receipt import Notice, Receipt, Shard
from ingest.sources.ids import document_id
from ingest.store.fragments import write_fragment
from ingest.tables import collect, panel_tables
from ingest.tables.outcome import Outcome

# What is held at most: dumps that wait as records, rows of a fragment. The bytes count where dumps are large.
_RECORDS, _RECORDS_BYTES = 64, 4 << 20
_FRAGMENT, _FRAGMENT_BYTES = 8192, 128 << 20


class Stager:
    """Takes the outcomes of one shard in any order and records them in the receipt."""

    def __init__(self, shard: Shard, receipt: Receipt) -> None:
        self._shard, self._receipt = shard, receipt
        self._reader = Reader(shard.reading, receipt.failures)
        self._waiting: list[Outcome] = []
        self._waiting_bytes = 0
        self._tables: list[dict[str, pa.Table]] = []
        self._staged = self._staged_bytes = 0

    def add(self, outcome: Outcome) -> None:
        """Stage one dump. Raises StoreError if staging cannot be written."""
        self._waiting.append(outcome)
        self._waiting_bytes += outcome.bytes or 0
        if len(self._waiting) >= _RECORDS or self._waiting_bytes >= _RECORDS_BYTES:
            self._collect()
        self._make_room()

    def leave(self, uri: str, source: str) -> None:
        """Note a dump whose content is the known one."""
        self._receipt.left += bytes.fromhex(document_id(uri))
        self._receipt.sources.add(source)

    def flush(self) -> None:
        """Write what has gathered."""
        self._collect()
        if self._tables:
            tables = {name: pa.concat_tables([some[name] for some in self._tables]) for name in self._tables[0]}
            key = f"{self._shard.key}-{len(self._receipt.fragments)}"
            fragment = write_fragment(self._shard.files, Path(self._shard.staging), key, tables)
            self._receipt.fragments.append(fragment)
        self._tables, self._staged, self._staged_bytes = [], 0, 0

    def _collect(self) -> None:
        outcomes, self._waiting, self._waiting_bytes = self._waiting, [], 0
        if not outcomes:
            return
        try:
            self._keep(outcomes)
        except Exception:  # a bug of ours costs one dump: which of them?
            for outcome in outcomes:
                self._collect_one(outcome)

    def _collect_one(self, outcome: Outcome) -> None:
        try:
            self._keep([outcome])
        except Exception as error:
            uri, source = outcome.uri, outcome.source
            self._keep([self._reader.failed(uri, source, error, sha256=outcome.sha256, size=outcome.bytes)])

    def _keep(self, outcomes: list[Outcome]) -> None:
        tables, notices = collect(outcomes), [_notice(outcome) for outcome in outcomes if outcome.reason]
        if self._shard.reading.review:
            tables |= panel_tables(outcomes)
        self._tables.append(tables)
        self._staged += len(outcomes)
        self._staged_bytes += sum(table.nbytes for table in tables.values())
        self._receipt.notices += notices
        for outcome in outcomes:
            self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        self._receipt.read += bytes.fromhex(outcome.document_id)
        self._receipt.statuses[outcome.status] += 1
        self._receipt.sources.add(outcome.source)
        self._receipt.note_findings(outcome.uri, outcome.diagnostics)
        for profile in outcome.profiles:
            self._receipt.note_findings(outcome.uri, profile.diagnostics)

    def _make_room(self) -> None:
        if self._staged >= _FRAGMENT or self._staged_bytes >= _FRAGMENT_BYTES:
            self.flush()


def _notice(outcome: Outcome) -> Notice:
    why = next(d for d in outcome.diagnostics if d.code == outcome.reason)
    return Notice(outcome.uri, outcome.status, why.code, why.span.line_start, why.message, outcome.sha256)
