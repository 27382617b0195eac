"""What a run has to do: every dump found or known, and why it is read, left alone, or gone. Nothing is read here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal, NamedTuple, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.stale import FRESH, Reasons, stale
from ingest.shard.receipt import Receipt, Task
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found
from ingest.sources.dump import Dump, SetAside
from ingest.sources.naming import file_of
from ingest.store.cache import Stats
from ingest.store.leaves import Leaf

Reason = Literal["new", "touched", "parser", "grammar", "setting", "damaged", "retry", "schema"]
Mask = npt.NDArray[np.bool_]


class Step(NamedTuple):
    """A file to read, and why. `touched`: its stamp says nothing, so its content has to."""

    task: Task
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of a run. The masks are over the rows of `ledger`: every row is in exactly one or is to be read.

    `stats` is the part of the stat cache that stays true; `found_sources` are those in which there was anything.
    """

    ledger: pa.Table
    steps: list[Step]
    set_aside: list[SetAside]
    unchanged: Mask
    missing: Mask
    outside: Mask
    stats: Stats
    found_sources: frozenset[str]


class _Known:
    """The ledger as look-ups by file."""

    def __init__(self, ledger: pa.Table, reasons: Reasons) -> None:
        self.uris: list[str] = ledger["uri"].to_pylist()
        self.digests: list[str | None] = ledger["sha256"].to_pylist()
        self.codes: list[str | None] = ledger["reason"].to_pylist()
        self.stale: dict[int, str] = {row: str(reasons[row]) for row in np.flatnonzero(reasons != FRESH).tolist()}
        self.rows: dict[str, list[int]] = defaultdict(list)
        for row, file in enumerate(ledger["file"].to_pylist()):
            self.rows[file].append(row)

    def content(self, rows: list[int]) -> str:
        """What the stat cache holds for a file whose dumps are these rows."""
        if len(rows) == 1:
            return str(self.digests[rows[0]])
        return _content((self.uris[row], self.digests[row]) for row in rows)

    def are_fresh(self, rows: list[int]) -> bool:
        """Whether nothing but their bytes could be a reason to read these again."""
        return self.stale.keys().isdisjoint(rows)

    def step(self, dump: Dump, rows: list[int]) -> Step:
        """How to read a file, and why."""
        known = {self.uris[row]: digest for row in rows if row not in self.stale and (digest := self.digests[row])}
        why = next((self.stale[row] for row in rows if row in self.stale), "touched" if rows else "new")
        return Step(Task(dump, known), cast("Reason", why))


def make_plan(
    found: Found,
    ledger: pa.Table,
    stats: Stats,
    reading: ReadingSettings,
    *,
    trust_stamps: bool = True,
    damaged: Collection[Leaf] = (),
    retry: bool = False,
    migrate: bool = False,
) -> Plan:
    """Compare what was found with what is known.

    `stats` is the stat cache; it only saves reading. Rows of `damaged` leaves cannot be built on; `retry` reads
    what is in quarantine again, `migrate` everything: its rows have other columns than those of this program.
    """
    known = _Known(ledger, stale(ledger, reading, damaged, retry=retry, migrate=migrate))
    still: list[int] = []
    steps = []
    for dump in found.dumps:
        rows = known.rows.get(dump.uri, [])
        remembered = stats.get(dump.uri)
        if (
            trust_stamps
            and rows
            and remembered
            and remembered[0] == dump.stamp
            and remembered[1] == known.content(rows)
            and known.are_fresh(rows)
        ):
            still += rows
        else:
            steps.append(known.step(dump, rows))
    aside = []
    for item in found.set_aside:
        rows = known.rows.get(item.uri, [])
        told = item.diagnostic.severity == "info" and [known.codes[row] for row in rows] == [item.diagnostic.code]
        if told and known.are_fresh(rows):
            still += rows
        else:
            aside.append(item)
    unchanged: Mask = np.zeros(len(ledger), bool)
    unchanged[still] = True
    missing, outside = _absent(found, ledger)
    to_read = {step.task.dump.uri for step in steps}
    kept = {uri: entry for uri, entry in stats.items() if uri not in to_read}
    there = frozenset(dump.source for dump in found.dumps)
    return Plan(ledger, steps, aside, unchanged, missing, outside, kept, there)


def contents_of(receipt: Receipt) -> dict[str, str]:
    """What the stat cache holds for each file of a receipt."""
    pairs: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for result in receipt.results:
        pairs[file_of(result.uri)].append((result.uri, result.sha256))
    return {file: _content(found) for file, found in pairs.items()} | dict.fromkeys(
        receipt.stamps.keys() - pairs.keys(), _content(())
    )


def _content(pairs: Iterable[tuple[str, str | None]]) -> str:
    """The digest of a file's one dump; for a file of many, one over their uris and digests."""
    listed = sorted(f"{uri} {digest}" for uri, digest in pairs)
    return listed[0].rpartition(" ")[2] if len(listed) == 1 else sha256("\n".join(listed).encode()).hexdigest()


def _absent(found: Found, ledger: pa.Table) -> tuple[Mask, Mask]:
    """Rows whose file was not found: those a run may call missing, and those outside of what it looked at."""
    present = [dump.uri for dump in found.dumps] + [item.uri for item in found.set_aside]
    absent: Mask = pc.invert(pc.is_in(ledger["file"], value_set=pa.array(present, pa.string()))).to_numpy()
    missing: Mask = np.zeros(len(ledger), bool)
    rows = np.flatnonzero(absent)
    places = ledger.select(["source", "uri"]).take(pa.array(rows))
    for row, source, uri in zip(rows, places["source"].to_pylist(), places["uri"].to_pylist(), strict=True):
        scope = found.scopes.get(source)
        missing[row] = scope is not None and scope.covers(uri.removeprefix(source + "/"))
    return missing, absent & ~missing
