"""A published snapshot, for reading: it never changes, so whoever holds its folder sees one state."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ingest.errors import DamagedDataset, StoreError
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Manifest, Part, load_manifest
from ingest.store.part_reader import read_part
from ingest.tables import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot: its number, its folder, what it consists of."""

    number: int
    folder: Path
    manifest: Manifest

    def read(self, part: Part, columns: list[str] | None = None, *, checked: bool = False) -> pa.Table:
        """Rows of one part; `checked`: only if its bytes are what was published. Raises DamagedDataset."""
        return read_part(self.folder / part.path, columns, checked=checked)


def open_snapshot(layout: Layout, number: int | None = None) -> Snapshot | None:
    """The snapshot of this number, or the published one; None if nothing is published yet.

    Raises DamagedDataset or StoreError if it is there but cannot be trusted.
    """
    wanted = layout.published() if number is None else number
    if wanted is None:
        return None
    folder = layout.snapshot(wanted)
    try:
        manifest = load_manifest(folder / MANIFEST)
    except DamagedDataset:
        if number is None and layout.published() != wanted:  # a run has published meanwhile, and let this one go
            return open_snapshot(layout)
        raise
    if manifest.schema_version > SCHEMA_VERSION:
        raise StoreError(
            f"{folder}: schema version {manifest.schema_version}; this program knows {SCHEMA_VERSION}: upgrade it"
        )
    return Snapshot(wanted, folder, manifest)
