"""The writing stages: what changed to leaves, leaves to a draft, the draft to the published snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.engines import Engine
from ingest.pipeline.derived_tables import write_derived
from ingest.pipeline.exports import csv_options, write_exports
from ingest.pipeline.leaf_merge import BASE, PANEL, LeafTask, review_leaf, write_leaf
from ingest.pipeline.next_state import State
from ingest.pipeline.old_parts import OldParts
from ingest.pipeline.previous_snapshot import Before
from ingest.pipeline.progress import Progress
from ingest.settings import Settings
from ingest.store.derived_partials import forget_partials
from ingest.store.fragments import Fragment, Staged
from ingest.store.layout import Layout
from ingest.store.manifest import Manifest
from ingest.store.partitioning import LEAF_DUMPS, Ids, Leaf, spread
from ingest.store.snapshot_draft import Draft
from ingest.tables import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Publisher:
    """What a snapshot is made with, besides the state."""

    layout: Layout
    before: Before
    settings: Settings
    engine: Engine
    progress: Progress

    def options(self) -> tuple[str, ...]:
        """Return the settings that files other than the base tables depend on."""
        asked = [name for name, on in csv_options(self.settings).items() if on]
        return (*sorted(self.settings.export), *asked, *self._panel())

    def is_current(self, state: State, sources: Sequence[str]) -> bool:
        """Whether the published snapshot already holds this state, as this run was asked to write it."""
        published = self.before.manifest
        return (
            published is not None
            and not len(state.changed)
            and not self.before.damage
            and not self.before.has_other_schema
            and published.sources == tuple(sources)
            and published.options == self.options()
        )

    def write(self, draft: Draft, state: State, fragments: Sequence[Fragment], sources: Sequence[str]) -> Manifest:
        """Write all files of the next snapshot; nothing is published."""
        leaves = spread(state.ids, LEAF_DUMPS)
        old, staged = OldParts(self.before), Staged(fragments)
        anew = self.before.has_other_schema
        changed, dropped = state.changed, state.dropped  # once: there are thousands of leaves
        dirty = {leaf: None for leaf in leaves if anew or leaf not in old.leaves or len(leaf.inside(changed))}
        clean = [leaf for leaf in leaves if leaf not in dirty]
        shared = self._shared()
        parts = [part for leaf in clean for part in old.of(leaf, shared)]
        for part in parts:
            draft.share(part.path)

        def task(leaf: Leaf, before: Sequence[Leaf], fragments: tuple[Fragment, ...]) -> LeafTask:
            paths = old.paths(before, shared)
            texts = _texts(leaf.inside(dropped)) if before else (), _texts(leaf.inside(state.gone))
            dumps = leaves[leaf].stop - leaves[leaf].start
            return LeafTask(leaf, dumps, draft, self.layout.cache, paths, fragments, *texts, self.settings.review)

        tasks = (task(leaf, old.overlapping(leaf), staged.of(leaf)) for leaf in dirty)
        to_review = clean if self._needs_review() else []
        self.progress.stage("write", len(dirty) + len(to_review))
        for work, some in ((write_leaf, tasks), (review_leaf, (task(leaf, (leaf,), ()) for leaf in to_review))):
            for written in self.engine.map(work, some):
                parts += written
                self.progress.advance(1)
        derived, partials = write_derived(draft, self.layout.cache, parts, sources)
        parts = sorted(parts + derived)
        self.progress.stage("export")
        exports = write_exports(draft, parts, self.settings, self.engine, self.before)
        forget_partials(self.layout.cache, partials, draft.files)
        return Manifest(SCHEMA_VERSION, tuple(sources), tuple(parts), tuple(sorted(exports)), self.options())

    def is_news(self, manifest: Manifest) -> bool:
        """Whether a snapshot with this manifest differs from the published one."""
        published = self.before.manifest
        return not published or bool(self.before.damage) or published.to_bytes() != manifest.to_bytes()

    def _panel(self) -> tuple[str, ...]:
        """Return what the panel's tables depend on besides the records, or nothing if there are none."""
        if not self.settings.review:
            return ()
        from ingest.panel import panel_version  # the reader's rules come with it

        return (f"review {panel_version()}",)

    def _shared(self) -> list[str]:
        """Tables whose old rows are as good as new ones: the panel's only if it is the same panel."""
        return BASE if self._needs_review() or not self.settings.review else [*BASE, *PANEL]

    def _needs_review(self) -> bool:
        """Whether records that did not change have to be reviewed."""
        published = self.before.manifest
        return self.settings.review and published is not None and not set(self._panel()) <= set(published.options)


def _texts(ids: Ids) -> tuple[str, ...]:
    return tuple(item.decode() for item in ids.tolist())
