"""What a run remembers of files for the next one: the rows of the stat cache, some at a time."""

from __future__ import annotations

from binascii import hexlify
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.pipeline.plan import Plan
from ingest.store.cache import STATS, Contents, settled

_BATCH = 1 << 13  # rows
_DIGITS = 64


def stats_after(plan: Plan, read: Contents, since: int) -> Iterator[pa.Table]:
    """The files found, in the order in which they were: then the next run need not look them up one by one.

    Behind them those that this run did not look for. What was `read` is newer than what the plan knows. Left out are
    files that may change again without getting another stamp; `since` was long ago before any of them was read.
    """
    files = plan.steps.files
    uris = files.uris.arrow()
    stamps = [np.asarray(column) for column in (files.sizes, files.mtimes, files.ctimes, files.inodes)]
    rows = np.full(len(files), -1, np.int32)
    rows[read.places] = np.arange(len(read), dtype=np.int32)
    for start in range(0, len(files), _BATCH):
        some = slice(start, start + _BATCH)
        content = _contents(rows[some], plan.contents.slice(start, _BATCH), read)
        columns = [uris[some], *(pa.array(column[some]) for column in stamps), content]
        table = pa.Table.from_arrays(columns, schema=STATS)
        yield settled(table.filter(pc.is_valid(content)), since)
    if len(plan.stats) and not plan.stats["uri"].combine_chunks().equals(uris):
        yield plan.stats.filter(pc.invert(pc.is_in(plan.stats["uri"], value_set=uris)))


def _contents(rows: npt.NDArray[np.int32], known: pa.ChunkedArray, read: Contents) -> pa.Array:
    """Return the hexadecimal digests of files, null where there is none; `rows` are their rows in `read`, or -1."""
    now = rows >= 0
    digests = hexlify(np.frombuffer(read.digests, "V32")[rows[now]].tobytes())
    bounds = np.arange(0, len(digests) + 1, _DIGITS, dtype=np.int32)
    told = pa.StringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), pa.py_buffer(digests))
    return pc.replace_with_mask(known.combine_chunks(), pa.array(now), told)
