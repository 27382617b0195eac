"""The previous snapshot as a run finds it: what is published, its ledger, and what of it is damaged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.errors import DamagedDataset, StoreError
from ingest.pipeline.next_state import State
from ingest.store.damage import damaged, stamp_anew
from ingest.store.files import Files
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Manifest, Part
from ingest.store.partitioning import Leaf, ids_of
from ingest.store.recovery import recover
from ingest.store.snapshot import Snapshot, open_snapshot
from ingest.tables import SCHEMA_VERSION, TABLES

_CHECKED = "checked.json"
_COLUMNS = [
    "document_id", "uri", "source", "status", "reason", "gone", "sha256", "bytes",
    "parser_version", "grammar_digest", "settings_digest",
]  # fmt: skip
_REPEATED = {"source", "status", "reason", "parser_version", "grammar_digest", "settings_digest"}
_FIELDS = [TABLES["documents"].schema.field(name).remove_metadata() for name in _COLUMNS]
_LEDGER = pa.schema(
    [field.with_type(pa.dictionary(pa.int32(), field.type)) if field.name in _REPEATED else field for field in _FIELDS]
)
_BEHIND_FILE = r"(?s)(?:!/|#).*"


@dataclass(frozen=True, slots=True)
class Before:
    """What is published, if anything; `damage` lists its files that are not what was published.

    `has_order`: it is known in which order the sources decide between rivals.
    """

    snapshot: Snapshot | None
    damage: tuple[str, ...]
    has_order: bool = True

    @property
    def manifest(self) -> Manifest | None:
        """What the snapshot consists of."""
        return self.snapshot.manifest if self.snapshot else None

    @property
    def folder(self) -> Path | None:
        """Where the snapshot is."""
        return self.snapshot.folder if self.snapshot else None

    @property
    def has_other_schema(self) -> bool:
        """Whether an older version of the program wrote it, with other columns."""
        return self.snapshot is not None and self.snapshot.manifest.schema_version != SCHEMA_VERSION

    @property
    def damaged_leaves(self) -> set[Leaf]:
        """Leaves that cannot be built on: their dumps have to be read again."""
        return {Leaf.named(part.leaf) for part in self._damaged_parts() if not TABLES[part.table].derived}

    def ledger(self) -> pa.Table:
        """Return all dumps that the snapshot knows, by document_id, except those whose list is damaged.

        Columns with many repeated values are dictionaries, which halves the size. The added column `file` is the uri of
        the file that holds a dump, or the dump's own uri if it is a file.
        """
        tables = [
            self.snapshot.read(part, _COLUMNS, checked=True).replace_schema_metadata(None).cast(_LEDGER)
            for part in (self.manifest.of("documents") if self.manifest else [])
            if self.snapshot and part.path not in self.damage
        ]
        table = pa.concat_tables([_LEDGER.empty_table(), *tables]).combine_chunks()
        inside = any(pc.any(pc.match_substring(table["uri"], mark)).as_py() for mark in ("!/", "#"))
        file = pc.replace_substring_regex(table["uri"], _BEHIND_FILE, "") if inside else table["uri"]
        return table.append_column("file", file)

    def _damaged_parts(self) -> list[Part]:
        return [part for part in (self.manifest.parts if self.manifest else ()) if part.path in self.damage]


def examine(layout: Layout, files: Files | None, *, trust_stamps: bool = True) -> Before:
    """Open what is published and check it; without `files`, nothing is remembered of the check."""
    try:
        snapshot = open_snapshot(layout)
    except DamagedDataset:
        number = layout.published()
        assert number is not None  # it has a manifest
        manifest, has_order = recover(layout, number)
        return Before(Snapshot(number, layout.snapshot(number), manifest), (MANIFEST,), has_order)
    if snapshot is None:
        return Before(None, ())
    return Before(snapshot, tuple(damaged(snapshot, layout.cache / _CHECKED, files, trust_stamps=trust_stamps)))


def distrust(layout: Layout, files: Files) -> None:
    """Forget what was checked: a file turned out to be damaged though its stamp had not changed."""
    files.remove(layout.cache / _CHECKED)


def keep_checked(layout: Layout, snapshot: Snapshot, files: Files) -> None:
    """Remember what was checked, though the run has linked and unlinked files since."""
    stamp_anew(snapshot, layout.cache / _CHECKED, files)


def guard_damage(before: Before, ledger: pa.Table, state: State, sources: Collection[str]) -> None:
    """Raise StoreError if a damaged leaf holds dumps that this run, which looked at `sources`, has not read again.

    Where the list of a leaf's dumps is itself damaged, only a run over all sources can be sure; so it is where the
    order of the sources is lost.
    """
    if before.manifest is None:
        return
    if not before.has_order and not set(before.manifest.sources) <= set(sources):
        raise StoreError(
            f"{before.folder}: the manifest is damaged, and with it the order of the sources, which decides "
            f"between rivals; run with all sources ({', '.join(before.manifest.sources)}) in their order, or go back "
            "with `ingest rollback`"
        )
    if not before.damaged_leaves:
        return
    left = np.setdiff1d(ids_of(ledger["document_id"]), state.changed)
    unlisted = {part.leaf for part in before.manifest.of("documents") if part.path in before.damage}
    for leaf in sorted(before.damaged_leaves):
        listed = leaf.name not in unlisted
        lost = leaf.inside(left) if listed else sorted(set(before.manifest.sources) - set(sources))
        if len(lost):
            raise StoreError(
                f"{before.folder}: the leaf {leaf.name} is damaged and holds dumps that this run does not read; run "
                f"with all sources ({', '.join(before.manifest.sources)}), or go back with `ingest rollback`"
            )
