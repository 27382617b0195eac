"""The stat cache: files whose stamp has not changed need not be read. Losing it costs time, nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow as pa

from ingest.sources.dump import Stamp
from ingest.store.files import Files

Stats = dict[str, tuple[tuple[int, ...], str]]
"""By uri of a file: its stamp, and a digest of its content."""

_SCHEMA = pa.schema(
    [
        ("uri", pa.string()),
        *((name, pa.uint64() if name == "inode" else pa.int64()) for name in Stamp._fields),
        ("content", pa.string()),
    ]
)
_SETTLED = 2_000_000_000  # a file changed within this many nanoseconds may change again and keep its stamp


def settled(stamp: Stamp) -> bool:
    """Whether a file changed long enough ago for its stamp to tell the next change."""
    return max(stamp.mtime, stamp.ctime) < time.time_ns() - _SETTLED


def load_stats(path: Path) -> Stats:
    """What is remembered of files. Empty if there is nothing, or nothing of use."""
    try:
        with pa.memory_map(str(path)) as source:
            table = pa.ipc.open_file(source).read_all()
    except (OSError, pa.ArrowException):
        return {}
    if not table.schema.equals(_SCHEMA):
        return {}
    uris, *stamps, contents = (column.to_pylist() for column in table.columns)
    return dict(zip(uris, zip(zip(*stamps, strict=True), contents, strict=True), strict=True))


def save_stats(path: Path, stats: Stats, files: Files) -> None:
    """Remember files. Only settled stamps are worth it."""
    rows = [(uri, *stamp, content) for uri, (stamp, content) in sorted(stats.items())]
    columns = zip(*rows, strict=True) if rows else [[] for _ in _SCHEMA]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, _SCHEMA, strict=True)]
    files.make_folder(path.parent)
    draft = path.with_suffix(".draft")
    with files.create(draft, durable=False) as file, pa.ipc.new_file(file, _SCHEMA) as writer:
        writer.write_table(pa.Table.from_arrays(arrays, schema=_SCHEMA))
    files.rename(draft, path)
