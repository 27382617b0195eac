"""The stat cache: files whose stamp has not changed need not be read. Losing it costs time, nothing else."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest.sources.dump import Stamp
from ingest.store.files import Files
from ingest.store.sealed_files import read_sealed, write_sealed

STATS = pa.schema(
    [
        ("uri", pa.string()),
        *((name, pa.uint64() if name == "inode" else pa.int64()) for name in Stamp._fields),
        ("content", pa.string()),
    ]
)
"""A row a file: its uri, its stamp, and a digest of its content."""

_SETTLED = 2_000_000_000  # a file changed within this many nanoseconds may change again and keep its stamp


class Contents:
    """Digests of the contents of files, each with the file's place in a listing, in any order."""

    def __init__(self) -> None:
        self.places = array("i")
        self.digests = bytearray()  # 32 bytes each

    def add(self, place: int, digest: str) -> None:
        """One more; the digest is hexadecimal."""
        self.places.append(place)
        self.digests += bytes.fromhex(digest)

    def extend(self, more: Contents) -> None:
        """All of these as well."""
        self.places.extend(more.places)
        self.digests += more.digests

    def sum(self) -> str:
        """The content of one file that holds many dumps, if these are contents of parts of it."""
        starts = range(0, len(self.digests), 32)
        return sum_of(sum(int.from_bytes(self.digests[start : start + 32], "big") for start in starts))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.places)


def long_ago() -> int:
    """The instant, in nanoseconds: the stamp of a file not changed since then will tell any change from now on.

    Ask before the file is read: what changes between reading and asking would be taken for settled.
    """
    return time.time_ns() - _SETTLED


def settled(stats: pa.Table, since: int) -> pa.Table:
    """The files whose stamps will tell their next change; `since` was long ago before any of them was read."""
    return stats.filter(pc.less(pc.max_element_wise(stats["mtime"], stats["ctime"]), since))


def weight(uri: str, digest: str | None) -> int:
    """What one dump adds to the content of a file that holds many."""
    return int.from_bytes(sha256(f"{uri} {digest}".encode()).digest(), "big")


def sum_of(weights: int) -> str:
    """Return the combined weight of a file's dumps, independent of their order."""
    return f"{weights % (1 << 256):064x}"


def load_stats(path: Path) -> pa.Table:
    """What is remembered of files, in the form of STATS. Empty if there is nothing, or nothing of use."""
    try:
        table = read_sealed(path)
    except (OSError, pa.ArrowException):
        return STATS.empty_table()
    return table if table.schema.equals(STATS) else STATS.empty_table()


def save_stats(path: Path, pieces: Iterable[pa.Table], files: Files) -> None:
    """Remember files, in the form of STATS and in this order. Only settled stamps are worth it."""
    write_sealed(path, STATS, pieces, files)
