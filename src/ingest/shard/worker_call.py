"""The call of a worker (`run_shard`): the files of a shard to dumps, to outcomes, to staged rows and a receipt."""

from __future__ import annotations

import heapq
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.diagnostics import Diagnostic
from ingest.errors import StoreError
from ingest.shard.dump_outcome import Reader, status_of
from ingest.shard.receipt import Receipt, Shard, Task
from ingest.shard.staging import Stager
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.file_formats import holds_many
from ingest.sources.limits import refused
from ingest.store.cache import sum_of, weight
from ingest.tables.outcome import Outcome

SLOWEST = 10
FILE = 1 << 40  # in place of an index: a file of many dumps itself is at hand, before, between and behind them


def run_shard(shard: Shard, beat: Callable[[int, str], None] = lambda _at, _name: None) -> Receipt:
    """Read every file of a shard and stage its rows.

    `beat` reports what is being read, so that a supervisor knows which dump killed a worker: the index of the file or,
    in a file of many dumps, that of the dump, or FILE; -1 means none. Raises StoreError if staging cannot be written;
    no dump raises an error.
    """
    if not Path(shard.staging).is_dir():
        raise StoreError(f"{shard.staging}: {platform.node()} does not have the folder of the run")
    receipt = Receipt(cut=shard.cut)
    reader = Reader(shard.reading, receipt.failures)
    stager = Stager(shard, receipt)
    for index, task in enumerate(shard.tasks):
        beat(FILE if holds_many(task.dump.uri) else index, task.dump.uri)
        _read(task, reader, receipt, stager, beat)
    beat(-1, "")
    stager.flush()
    return receipt


def stage(outcomes: Iterable[Outcome], receipt: Receipt, shard: Shard) -> Receipt:
    """Stage outcomes that no worker made."""
    stager = Stager(shard, receipt)
    for outcome in outcomes:
        stager.add(outcome)
    stager.flush()
    return receipt


def _read(task: Task, reader: Reader, receipt: Receipt, stager: Stager, beat: Callable[[int, str], None]) -> None:
    dump, many = task.dump, holds_many(task.dump.uri)
    content, weights = "", 0
    start = time.perf_counter()
    for index, item in enumerate(_items(task, reader)):
        if isinstance(item, Outcome):
            receipt.partly.add(dump.uri)
            stager.add(item)
            return
        if isinstance(item, Ending):
            _end(item, sum_of(weights) if many else content, task, reader, receipt, stager)
            return
        if index in task.skip or (task.only is not None and index != task.only):
            continue
        content = item.sha256 or ""
        if many:
            beat(index, item.uri)
            weights += weight(item.uri, item.sha256)
        receipt.bytes += len(item.data or b"")
        if item.sha256 and task.known.get(item.uri) == item.sha256:
            stager.leave(item.uri, dump.source)
        else:
            stager.add(_outcome(item, dump.source, reader))
        now = time.perf_counter()
        _note_time(receipt, now - start, item.uri)
        start = now
        if index == task.only:
            return  # the task of all others reads on, and says how the file ends
        if many:
            beat(FILE, dump.uri)


def _items(task: Task, reader: Reader) -> Iterator[Item | Ending | Outcome]:
    """What is in a file; where we fail on it, at last the outcome that says so."""
    dump = task.dump
    try:
        yield from items(dump, reader.settings.limits, reader.settings.columns, task.stretch)
    except Exception as error:  # a bug of ours costs one file, not the run
        yield reader.failed(dump.uri, dump.source, error)


def _outcome(item: Item, source: str, reader: Reader) -> Outcome:
    if item.problem:
        return _refused(item.uri, source, item.problem, reader)
    return reader.outcome(item.uri, source, item.data or b"", item.sha256 or "", table=item.table, title=item.title)


def _refused(uri: str, source: str, why: Diagnostic, reader: Reader) -> Outcome:
    return reader.refused(uri, source, why, status=status_of(why))


def _end(ending: Ending, content: str, task: Task, reader: Reader, receipt: Receipt, stager: Stager) -> None:
    receipt.unpacked += ending.unpacked
    if ending.problem:
        receipt.partly.add(task.dump.uri)
        why = ending.problem
        if why.severity == "info" and task.known:  # nothing says that this is meant, and much that it is not
            why = refused(f"it held {len(task.known):,} dumps that were read, and holds none").diagnostic
        stager.add(_refused(task.dump.uri, task.dump.source, why, reader))
    elif ending.stamp and ending.stamp == task.dump.stamp and not task.skip:
        receipt.contents.add(task.place, content)


def _note_time(receipt: Receipt, seconds: float, uri: str) -> None:
    heapq.heappush(receipt.slowest, (round(seconds, 6), uri))
    if len(receipt.slowest) > SLOWEST:
        heapq.heappop(receipt.slowest)
