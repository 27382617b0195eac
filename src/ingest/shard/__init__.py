"""A worker call: dumps in, staged rows and a receipt out. A retry or a duplicate call does no harm."""

from __future__ import annotations

import heapq
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ingest.errors import UnreadableDump
from ingest.shard.outcome import Reader
from ingest.shard.receipt import Notice, Receipt, Result, Seen, Shard, Task
from ingest.sources.dump import Dump
from ingest.sources.identity import document_id
from ingest.sources.read import read
from ingest.store.fragments import write_fragment
from ingest.tables import collect
from ingest.tables.outcome import Outcome

__all__ = ["Notice", "Receipt", "Result", "Seen", "Shard", "Task", "run_shard"]

SLOWEST = 10


def run_shard(shard: Shard, beat: Callable[[int], None] = lambda _: None) -> Receipt:
    """Read every file of a shard and stage its rows.

    `beat` is told the index of the task at hand (-1: none), so that a supervisor knows which dump killed a worker.
    Raises StoreError if staging cannot be written; nothing a dump holds raises.
    """
    reader = Reader(shard.reading)
    receipt = Receipt(failures=reader.failures)
    outcomes: list[Outcome] = []
    for index, task in enumerate(shard.tasks):
        beat(index)
        start = time.perf_counter()
        outcomes += _outcomes(reader, task, receipt)
        heapq.heappush(receipt.slowest, (time.perf_counter() - start, task.dump.uri))
        if len(receipt.slowest) > SLOWEST:
            heapq.heappop(receipt.slowest)
    beat(-1)
    return stage(outcomes, receipt, shard)


def stage(outcomes: list[Outcome], receipt: Receipt, shard: Shard) -> Receipt:
    """Write the rows of outcomes into staging and note them in the receipt."""
    receipt.results += [Result(o.document_id, o.uri, o.source, o.status, o.sha256) for o in outcomes]
    receipt.notices += [notice for o in outcomes if (notice := _notice(o))]
    receipt.codes += Counter(d.code for o in outcomes for d in o.diagnostics)
    receipt.codes += Counter(d.code for o in outcomes for profile in o.profiles for d in profile.diagnostics)
    if outcomes:
        tables = collect(outcomes)
        receipt.fragments = write_fragment(shard.files, Path(shard.staging), shard.key, tables)
    return receipt


def _outcomes(reader: Reader, task: Task, receipt: Receipt) -> Iterator[Outcome]:
    dump = task.dump
    try:
        content = read(dump, reader.settings.max_bytes)
    except UnreadableDump as error:
        yield reader.refused(dump.uri, dump.source, error.diagnostic)
        return
    receipt.bytes += len(content.data)
    if content.stamp:
        receipt.seen.append(Seen(dump.uri, content.stamp, content.sha256))
    if task.known.get(dump.uri) == content.sha256:
        receipt.results.append(_unchanged(dump, content.sha256))
    else:
        yield reader.outcome(dump.uri, dump.source, content.data, content.sha256)


def _unchanged(dump: Dump, sha256: str) -> Result:
    return Result(document_id(dump.uri), dump.uri, dump.source, None, sha256)


def _notice(outcome: Outcome) -> Notice | None:
    if outcome.reason is None:
        return None
    why = next(d for d in outcome.diagnostics if d.code == outcome.reason)
    return Notice(outcome.uri, outcome.status, why.code, why.span.line_start, why.message)
