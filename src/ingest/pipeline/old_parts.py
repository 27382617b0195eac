"""Parts of the snapshot before, by leaf: what the next one shares or is built on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from ingest.pipeline.previous_snapshot import Before
from ingest.store.manifest import Part, by_leaf
from ingest.store.partitioning import Leaf, overlapping


class OldParts:
    """The leaves of a snapshot that are not damaged; none if nothing is published."""

    def __init__(self, before: Before) -> None:
        self._folder = before.folder or Path()
        self._parts = by_leaf(before.manifest.parts if before.manifest else ())
        listed = {Leaf.named(name) for name, tables in self._parts.items() if "documents" in tables}
        self.leaves = frozenset(listed - before.damaged_leaves)
        self._ordered = sorted(self.leaves)

    def of(self, leaf: Leaf, tables: Collection[str]) -> list[Part]:
        """The parts of a leaf that hold one of `tables`."""
        return [part for part in self._parts.get(leaf.name, {}).values() if part.table in tables]

    def overlapping(self, leaf: Leaf) -> Sequence[Leaf]:
        """Leaves that hold dumps which now belong to `leaf`."""
        return overlapping(leaf, self._ordered)

    def paths(self, leaves: Sequence[Leaf], tables: Collection[str]) -> dict[str, list[str]]:
        """Files of the leaves, by table."""
        paths: dict[str, list[str]] = defaultdict(list)
        for leaf in leaves:
            for part in self.of(leaf, tables):
                paths[part.table].append(str(self._folder / part.path))
        return dict(paths)
