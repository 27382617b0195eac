"""What discovery would find: millions of files that are not there."""

from __future__ import annotations

from array import array

import numpy as np
import pyarrow as pa

from ingest.pipeline.previous_snapshot import Before
from ingest.shard.versions import ReadingSettings
from ingest.sources.discover import Found, Scope
from ingest.sources.file_listing import Folder, Listing
from ingest.sources.ids import document_id
from ingest.sources.text_column import TextColumn
from ingest.store.cache import STATS

_FOLDER = 1000  # files in each
_SIZE, _LONG_AGO = 5000, 1_600_000_000_000_000_000


def find(dumps: int, changed: int = 0) -> Found:
    """So many files of one source, `changed` of them with another stamp, spread evenly."""
    names = (f"{number // _FOLDER:05d}/{number:08d}.txt" for number in range(dumps))
    mtimes = array("q", [_LONG_AGO]) * dumps
    if changed:
        for number in range(0, dumps, dumps // changed):
            mtimes[number] += 1
    listing = Listing(
        folders=[Folder("raw", f"/raw/{number:05d}") for number in range(dumps // _FOLDER + 1)],
        uris=TextColumn(f"raw/{name}" for name in names),
        places=array("i", (number // _FOLDER for number in range(dumps))),
        sizes=array("q", [_SIZE]) * dumps,
        mtimes=mtimes,
        ctimes=array("q", [_LONG_AGO]) * dumps,
        inodes=array("Q", range(1, dumps + 1)),
    )
    return Found(listing, [], {"raw": Scope([("folder", "")])})


def remember(found: Found, reading: ReadingSettings) -> tuple[pa.Table, pa.Table]:
    """The ledger and the stat cache of a dataset that holds all of these files, as they are."""
    files = found.files
    uris = files.uris.arrow()
    digests = pa.array([f"{number:064x}" for number in range(len(files))], pa.string())
    columns = (files.sizes, files.mtimes, files.ctimes, files.inodes)
    stats = pa.Table.from_arrays([uris, *(pa.array(np.asarray(column)) for column in columns), digests], schema=STATS)
    said = {"source": "raw", "status": "published", "gone": False} | reading.versions()._asdict()
    ids = pa.array([document_id(uri) for uri in files.uris], pa.string())
    known = {
        "document_id": ids,
        "uri": uris,
        "file": uris,
        "sha256": digests,
        "bytes": pa.array(np.asarray(files.sizes)),
    }
    schema = Before(None, ()).ledger().schema
    empty = {field.name: pa.nulls(len(files), field.type) for field in schema}
    repeated = {name: pa.repeat(pa.scalar(value), len(files)) for name, value in said.items()}
    ledger = pa.table({name: (empty | repeated | known)[name] for name in schema.names}, schema)
    return ledger.sort_by("document_id"), stats
