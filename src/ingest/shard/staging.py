"""Outcomes to staged rows: records become columns early, since they take ten times the room."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from ingest.shard.outcome import Reader
from ingest.shard.receipt import Notice, Receipt, Result, Shard
from ingest.store.fragments import write_fragment
from ingest.tables import collect
from ingest.tables.outcome import Outcome

_RECORDS = 64  # dumps that wait as records
_FRAGMENT = 2048  # dumps of a fragment


class Stager:
    """Takes the outcomes of one shard in any order, and notes in the receipt what became of them."""

    def __init__(self, shard: Shard, receipt: Receipt) -> None:
        self._shard, self._receipt = shard, receipt
        self._reader = Reader(shard.reading, receipt.failures)
        self._waiting: list[Outcome] = []
        self._tables: list[dict[str, pa.Table]] = []
        self._dumps = 0

    def add(self, outcome: Outcome) -> None:
        """Stage one dump. Raises StoreError if staging cannot be written."""
        self._waiting.append(outcome)
        self._dumps += 1
        if len(self._waiting) >= _RECORDS:
            self._collect()
        if self._dumps >= _FRAGMENT:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered."""
        self._collect()
        if self._tables:
            tables = {name: pa.concat_tables([some[name] for some in self._tables]) for name in self._tables[0]}
            key = f"{self._shard.key}-{len(self._receipt.fragments)}"
            fragment = write_fragment(self._shard.files, Path(self._shard.staging), key, tables)
            self._receipt.fragments.append(fragment)
        self._tables, self._dumps = [], 0

    def _collect(self) -> None:
        outcomes, self._waiting = self._waiting, []
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
        self._tables.append(tables)
        self._receipt.notices += notices
        for outcome in outcomes:
            self._note(outcome)

    def _note(self, outcome: Outcome) -> None:
        receipt = self._receipt
        receipt.results.append(Result(outcome.document_id, outcome.uri, outcome.source, outcome.status, outcome.sha256))
        receipt.note_findings(outcome.uri, outcome.diagnostics)
        for profile in outcome.profiles:
            receipt.note_findings(outcome.uri, profile.diagnostics)


def _notice(outcome: Outcome) -> Notice:
    why = next(d for d in outcome.diagnostics if d.code == outcome.reason)
    return Notice(outcome.uri, outcome.status, why.code, why.span.line_start, why.message)
