"""What derived tables need of one leaf, remembered by the content of its parts. Losing it costs time, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from ingest.store.files import Files
from ingest.store.manifest import Part
from ingest.store.sealed_files import count_sealed, read_batch, write_sealed
from ingest.tables import paragraph_partial, role_partial

NEEDED = ("profiles", "documents", "paragraph_occurrences")
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
    partials = {
        "paragraphs": paragraph_partial(tables["paragraph_occurrences"]),
        "roles": role_partial(tables["profiles"], tables["documents"]),
    }
    for name, rows in partials.items():
        write_sealed(paths[name], rows.schema, [rows], files, _BATCH)


def read_partial(path: Path) -> tuple[Iterator[pa.RecordBatch], int]:
    """The batches of a partial that is sealed, one in memory at a time, and the number of its rows."""
    batches, rows = count_sealed(path)
    return (read_batch(path, index) for index in range(batches)), rows


def forget_partials(cache: Path, kept: set[Path], files: Files) -> None:
    """Remove the partials that no leaf of the dataset needs any more."""
    folder = cache / "partials"
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path not in kept:
                files.remove(path)
