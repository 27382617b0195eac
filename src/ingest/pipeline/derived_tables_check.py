"""The derived tables of published snapshots, made again from their base tables and compared row by row.

A digest says that a file is what a run wrote; this says that the run wrote what the other tables say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa

from ingest.errors import StoreError
from ingest.pipeline.derived_tables import derived_parts, gather_partials
from ingest.store.derived_partials import NEEDED
from ingest.store.files import Files
from ingest.store.layout import Layout
from ingest.store.manifest import Part
from ingest.store.part_reader import read_part
from ingest.store.snapshot import Snapshot, open_snapshot
from ingest.store.verify import Damage, Verdict, verify
from ingest.tables import SCHEMA_VERSION, TABLES

_ALL = 0  # no snapshot has this number
_WHY = "has other rows than follow from the other tables"


def verify_all(layout: Layout) -> Verdict:
    """Hash every file of every snapshot, then make the derived tables of whole snapshots again in a temporary folder.

    Raises UsageError if nothing is published, StoreError if `current` names no snapshot.
    """
    verdict = verify(layout)
    hurt = {number for damage in verdict.damages for number in damage.snapshots}
    damages: list[Damage] = []
    unsure: dict[int, str] = {}
    try:
        with TemporaryDirectory() as scratch:
            seen: set[object] = set()
            for number in verdict.numbers:
                if number not in hurt:
                    try:
                        damages += _differing(layout, number, Path(scratch), seen)
                    except StoreError as error:
                        unsure[number] = str(error)
    except OSError as error:
        unsure[_ALL] = f"derived tables were not made again: {error}"
    still = set(layout.numbers())  # of one that a run let go meanwhile, nothing is wrong
    damages = [damage for damage in damages if not still.isdisjoint(damage.snapshots)]
    return verdict._replace(
        damages=tuple(sorted([*verdict.damages, *damages])),
        unsure=tuple(why for number, why in unsure.items() if number in {_ALL, *still}),
    )


def _content(snapshot: Snapshot) -> tuple[tuple[str, ...], frozenset[Part]]:
    """What the derived tables depend on, and they themselves."""
    tables = {*NEEDED, *_derived()}
    return snapshot.manifest.sources, frozenset(part for part in snapshot.manifest.parts if part.table in tables)


def _derived() -> Collection[str]:
    return [name for name, spec in TABLES.items() if spec.derived]


def _differing(layout: Layout, number: int, scratch: Path, seen: set[object]) -> Iterator[Damage]:
    """Return the derived parts whose rows differ from what the base tables give, without content that was already
    `seen`.

    Raises StoreError if they cannot be computed.
    """
    snapshot = open_snapshot(layout, number)
    assert snapshot is not None
    manifest, content = snapshot.manifest, _content(snapshot)
    if content in seen:
        return
    seen.add(content)
    if manifest.schema_version != SCHEMA_VERSION:
        raise StoreError(f"snapshot {number}: another version of the program made its derived tables")
    listed = {(part.table, part.leaf): part.path for table in _derived() for part in manifest.of(table)}
    base = [part for part in manifest.parts if not TABLES[part.table].derived]
    used = gather_partials(snapshot.folder, base, scratch, Files())
    for table, leaf, pieces in derived_parts(used, manifest.sources):
        rows = pa.concat_tables([TABLES[table].schema.empty_table(), *pieces])
        path = listed.pop((table, leaf), None)
        if path is None or not read_part(snapshot.folder / path).equals(rows):
            yield Damage(path or f"parquet/{table}/{leaf}", _WHY, (number,))
    yield from (Damage(path, _WHY, (number,)) for path in listed.values())
