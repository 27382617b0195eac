"""What derived tables need of one leaf, remembered by the content of its parts. Losing it costs time, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from secrets import token_hex

import pyarrow as pa

from ingest.store.files import Files
from ingest.store.manifest import Part
from ingest.tables import paragraph_partial, role_partial

NEEDED = ("profiles", "documents", "paragraph_occurrences")
_OPTIONS = pa.ipc.IpcReadOptions(use_threads=False)  # what another thread has made room for is given back late
_BATCH = 1 << 8  # rows: a merge holds a batch of every leaf, and there are thousands of leaves


def partial_paths(cache: Path, parts: Mapping[str, Part]) -> dict[str, Path]:
    """Where the partials of a leaf with these parts are, by derived table."""
    text, profiles, documents = (parts[name].sha256[:16] for name in ("paragraph_occurrences", "profiles", "documents"))
    folder = cache / "partials"
    return {
        "paragraphs": folder / f"paragraphs-{text}.arrow",
        "roles": folder / f"roles-{profiles}-{documents}.arrow",
    }


def write_partials(cache: Path, parts: Mapping[str, Part], tables: Mapping[str, pa.Table], files: Files) -> None:
    """Remember the partials of a leaf. `tables` are the rows of its `NEEDED` parts."""
    paths = partial_paths(cache, parts)
    files.make_folder(cache / "partials")
    _write(paths["paragraphs"], paragraph_partial(tables["paragraph_occurrences"]), files)
    _write(paths["roles"], role_partial(tables["profiles"], tables["documents"]), files)


def _write(path: Path, table: pa.Table, files: Files) -> None:
    draft = path.with_suffix(f".{token_hex(8)}")
    with files.create(draft) as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=_BATCH)
    files.rename(draft, path)


def is_whole(path: Path) -> bool:
    """Whether a partial is there and can be read."""
    try:
        with pa.memory_map(str(path)) as source:
            pa.ipc.open_file(source)
    except (OSError, pa.ArrowException):
        return False
    return True


def read_partial(path: Path) -> tuple[Iterator[pa.RecordBatch], int]:
    """The batches of a partial, one in memory at a time, and the number of its rows. No file stays open or mapped."""
    with pa.OSFile(str(path)) as source:
        reader = pa.ipc.open_file(source)
        batches = range(reader.num_record_batches)
        rows = reader.count_rows() if hasattr(reader, "count_rows") else sum(len(reader.get_batch(i)) for i in batches)
    return (_batch(path, index) for index in batches), rows


def _batch(path: Path, index: int) -> pa.RecordBatch:
    with pa.OSFile(str(path)) as source:
        return pa.ipc.open_file(source, options=_OPTIONS).get_batch(index)


def forget_partials(cache: Path, kept: set[Path], files: Files) -> None:
    """Remove the partials that no leaf of the dataset needs any more."""
    folder = cache / "partials"
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path not in kept:
                files.remove(path)
