"""A snapshot whose manifest is damaged: it is made again from the parts, whose names tell their digests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.errors import DamagedDataset, StoreError
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Manifest, Part, by_leaf, load_manifest
from ingest.store.part_reader import digest, read_part, told_digest
from ingest.tables import TABLES

_BASE = frozenset(name for name, spec in TABLES.items() if not spec.derived and not spec.reviewed)


def recover(layout: Layout, number: int) -> tuple[Manifest, bool]:
    """The manifest of a snapshot as its parts tell it, without exports; and whether the order of its sources is known.

    The order is taken from another snapshot of the same sources; a single source has no other order. Raises
    DamagedDataset if a part is damaged as well.
    """
    folder = layout.snapshot(number)
    parts = sorted(_parts(folder))
    versions = {_version(folder / part.path) for part in parts}
    lacking = {
        leaf
        for leaf, tables in by_leaf(part for part in parts if part.table in _BASE).items()
        if len(tables) < len(_BASE)
    }
    if lacking or len(versions) != 1:
        what = f"parts of the leaf {min(lacking)}" if lacking else "its parts"
        raise DamagedDataset(f"{folder}: the manifest and {what} are damaged; go back with `ingest rollback`")
    sources = _sources(folder, [part for part in parts if part.table == "documents"])
    orders = (other.sources for other in _others(layout, number))
    order = next((order for order in orders if set(order) == sources), None)
    return Manifest(versions.pop(), order or tuple(sorted(sources)), tuple(parts)), order is not None or len(
        sources
    ) < 2


def _parts(folder: Path) -> Iterable[Part]:
    """The parts whose bytes are what their names tell."""
    for path in folder.glob("parquet/*/*-*.parquet"):
        whole, leaf = digest(path), path.stem.rpartition("-")[0]
        if path.parent.name in TABLES and whole.startswith(told_digest(path)):
            name = path.relative_to(folder).as_posix()
            rows = pq.read_metadata(path).num_rows
            yield Part(path.parent.name, leaf, name, whole, rows, path.stat().st_size)


def _version(path: Path) -> int:
    return int((pq.read_schema(path).metadata or {}).get(b"schema_version", 0))


def _sources(folder: Path, documents: Iterable[Part]) -> set[str]:
    columns = [read_part(folder / part.path, ["source"])["source"] for part in documents]
    return set(
        pc.unique(pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string())).to_pylist()
    )


def _others(layout: Layout, number: int) -> Iterable[Manifest]:
    """The manifests of the other snapshots that can be read, newest first."""
    for other in reversed(layout.numbers()):
        try:
            if other != number:
                yield load_manifest(layout.snapshot(other) / MANIFEST)
        except StoreError:
            continue
