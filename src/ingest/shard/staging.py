"""Outcomes to staged rows: records become columns early, since they take ten times the room."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from ingest.shard.outcome import Reader
from ingest.shard.receipt import RESULTS, Notice, Receipt, Shard
from ingest.sources.dump import Stamp
from ingest.sources.identity import document_id
from ingest.store.cache import STATS
from ingest.store.fragments import write_fragment
from ingest.tables import collect, panel_tables
from ingest.tables.outcome import Outcome, Status
from ingest.tables.spec import Row, to_arrays

# What is held at most: dumps that wait as records, rows of a fragment. The bytes count where dumps are large.
_RECORDS, _RECORDS_BYTES = 64, 4 << 20
_FRAGMENT, _FRAGMENT_BYTES = 2048, 128 << 20


class Stager:
    """Takes the outcomes of one shard in any order, and notes in the receipt what became of them."""

    def __init__(self, shard: Shard, receipt: Receipt) -> None:
        self._shard, self._receipt = shard, receipt
        self._reader = Reader(shard.reading, receipt.failures)
        self._waiting: list[Outcome] = []
        self._waiting_bytes = 0
        self._tables: list[dict[str, pa.Table]] = []
        self._staged_bytes = 0
        self._results: list[Row] = []
        self._stats: list[Row] = []

    def add(self, outcome: Outcome) -> None:
        """Stage one dump. Raises StoreError if staging cannot be written."""
        self._waiting.append(outcome)
        self._waiting_bytes += outcome.bytes or 0
        if len(self._waiting) >= _RECORDS or self._waiting_bytes >= _RECORDS_BYTES:
            self._collect()
        self._make_room()

    def leave(self, uri: str, source: str, sha256: str) -> None:
        """Note a dump whose content is the known one."""
        self._note_result(document_id(uri), uri, source, None, sha256)
        self._make_room()

    def remember(self, uri: str, stamp: Stamp, content: str) -> None:
        """Note a file that was read to its end."""
        self._stats.append((uri, *stamp, content))

    def flush(self) -> None:
        """Write what has gathered."""
        self._collect()
        if self._tables:
            tables = {name: pa.concat_tables([some[name] for some in self._tables]) for name in self._tables[0]}
            key = f"{self._shard.key}-{len(self._receipt.fragments)}"
            fragment = write_fragment(self._shard.files, Path(self._shard.staging), key, tables)
            self._receipt.fragments.append(fragment)
        if self._results:
            self._receipt.results.append(_table(self._results, RESULTS))
        if self._stats:
            self._receipt.stats.append(_table(self._stats, STATS))
        self._tables, self._results, self._stats, self._staged_bytes = [], [], [], 0

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
        self._staged_bytes += sum(table.nbytes for table in tables.values())
        self._receipt.notices += notices
        for outcome in outcomes:
            self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        self._note_result(outcome.document_id, outcome.uri, outcome.source, outcome.status, outcome.sha256)
        self._receipt.note_findings(outcome.uri, outcome.diagnostics)
        for profile in outcome.profiles:
            self._receipt.note_findings(outcome.uri, profile.diagnostics)

    def _note_result(self, document: str, uri: str, source: str, status: Status | None, sha256: str | None) -> None:
        self._results.append((bytes.fromhex(document), uri, status, bytes.fromhex(sha256) if sha256 else None))
        self._receipt.sources.add(source)

    def _make_room(self) -> None:
        if len(self._results) >= _FRAGMENT or self._staged_bytes >= _FRAGMENT_BYTES:
            self.flush()


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_arrays(to_arrays(rows, schema.types), schema=schema)


def _notice(outcome: Outcome) -> Notice:
    why = next(d for d in outcome.diagnostics if d.code == outcome.reason)
    return Notice(outcome.uri, outcome.status, why.code, why.span.line_start, why.message)
