"""Outcomes to staged rows: records become columns early, since they take ten times the room."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

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
        self._waiting: list[Outcome] = []
        self._tables: list[dict[str, pa.Table]] = []
        self._dumps = 0

    def add(self, outcome: Outcome) -> None:
        """Stage one dump. Raises StoreError if staging cannot be written."""
        self._note(outcome)
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
        if self._waiting:
            self._tables.append(collect(self._waiting))
            self._waiting = []

    def _note(self, outcome: Outcome) -> None:
        receipt = self._receipt
        receipt.results.append(Result(outcome.document_id, outcome.uri, outcome.source, outcome.status, outcome.sha256))
        receipt.codes.update(d.code for d in outcome.diagnostics)
        receipt.codes.update(d.code for profile in outcome.profiles for d in profile.diagnostics)
        if outcome.reason is not None:
            why = next(d for d in outcome.diagnostics if d.code == outcome.reason)
            notice = Notice(outcome.uri, outcome.status, why.code, why.span.line_start, why.message)
            receipt.notices.append(notice)
