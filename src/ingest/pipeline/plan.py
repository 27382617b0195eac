"""What a run has to do: every dump found or known, and why it is read, left alone, or gone. Nothing is read here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.files_to_read import Steps
from ingest.pipeline.known_files import Known
from ingest.pipeline.stale_rows import FRESH, Reasons, stale
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found
from ingest.sources.dump import SetAside
from ingest.sources.file_listing import Listing
from ingest.store.partitioning import Leaf

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of a run. The masks are over the rows of `ledger`: every row is in exactly one or is to be read.

    `contents` are of the files found, as far as they are known, `stats` is the stat cache that says so; `found_sources`
    are those in which there was anything.
    """

    ledger: pa.Table
    steps: Steps
    set_aside: list[SetAside]
    unchanged: Mask
    missing: Mask
    outside: Mask
    contents: pa.ChunkedArray
    stats: pa.Table
    found_sources: frozenset[str]


def make_plan(
    found: Found,
    ledger: pa.Table,
    stats: pa.Table,
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
    files, uris = found.files, found.files.uris.arrow()
    reasons = stale(ledger, reading, damaged, retry=retry, migrate=migrate)
    contents = _remembered(files, uris, stats if trust_stamps else stats.slice(0, 0))
    rows = _untouched(uris, contents, ledger, reasons)
    unchanged: Mask = np.zeros(len(ledger), bool)
    unchanged[rows[rows >= 0]] = True

    aside_uris = pa.array([item.uri for item in found.set_aside], pa.string())
    left = np.flatnonzero(rows < 0)
    left = left[pc.sort_indices(uris.take(pa.array(left))).to_numpy()]
    known = Known(ledger, reasons, pa.chunked_array([uris.take(pa.array(left)), aside_uris]))
    steps, before = Steps(files, known), None
    for rank, at in enumerate(map(int, left)):
        uri = files.uris[at]
        if uri == before:  # it is named twice
            continue
        before = uri
        if len(known.of(rank)) and known.are_untouched(rank, contents[at].as_py()):
            unchanged[known.of(rank)] = True
        else:
            steps.add(at, rank)
    aside = []
    for rank, item in enumerate(found.set_aside, len(left)):
        if known.is_told(rank, item):
            unchanged[known.of(rank)] = True
        else:
            aside.append(item)
    missing, outside = _absent(found, uris, ledger, ~unchanged)
    return Plan(ledger, steps, aside, unchanged, missing, outside, contents, stats, frozenset(files.sources))


def _remembered(files: Listing, uris: pa.Array, stats: pa.Table) -> pa.ChunkedArray:
    """The content of each file, as far as the stat cache knows it: null where it does not, or the stamp is another."""
    if not len(stats):
        return pa.chunked_array([pa.nulls(len(files), pa.string())])
    remembered = stats["uri"].combine_chunks()
    known = stats if remembered.equals(uris) else stats.take(pc.index_in(uris, value_set=remembered))
    now = {"size": files.sizes, "mtime": files.mtimes, "ctime": files.ctimes, "inode": files.inodes}
    same: Mask = np.ones(len(files), bool)
    for name, column in now.items():
        same &= pc.fill_null(pc.equal(known[name], pa.array(np.asarray(column))), False).to_numpy()
    return pc.if_else(pa.array(same), known["content"], None)


def _untouched(uris: pa.Array, contents: pa.ChunkedArray, ledger: pa.Table, reasons: Reasons) -> npt.NDArray[np.int64]:
    """Return the ledger's row of each file that is one unchanged dump, and -1 for all others."""
    rows = pc.index_in(uris, value_set=ledger["uri"].combine_chunks())
    same = pc.and_(pc.equal(contents, ledger["sha256"].take(rows)), pa.array(reasons == FRESH).take(rows))
    return pc.if_else(pc.fill_null(same, False), rows, -1).to_numpy().astype(np.int64)  # type: ignore[no-any-return]


def _absent(found: Found, uris: pa.Array, ledger: pa.Table, asked: Mask) -> tuple[Mask, Mask]:
    """Rows, of those that are `asked` for, whose file was not found: missing, or outside of what this run looked at."""
    absent, missing = asked.copy(), np.zeros(len(ledger), bool)
    if asked.any():
        present = pa.concat_arrays([uris, pa.array([item.uri for item in found.set_aside], pa.string())])
        files = ledger["file"].filter(pa.array(asked))
        absent[asked] = pc.invert(pc.is_in(files, value_set=present)).to_numpy()
    rows = np.flatnonzero(absent)
    places = ledger.select(["source", "uri"]).take(pa.array(rows))
    for row, source, uri in zip(rows, places["source"].to_pylist(), places["uri"].to_pylist(), strict=True):
        scope = found.scopes.get(source)
        missing[row] = scope is not None and scope.covers(uri.removeprefix(source + "/"))
    return missing, absent & ~missing
