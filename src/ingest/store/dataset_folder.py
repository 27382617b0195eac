"""Whether a folder may be a dataset's: nothing in it that is somebody else's is written over or removed."""

from __future__ import annotations

import os
from pathlib import Path

from ingest.errors import UsageError
from ingest.store.layout import MANIFEST, Layout
from ingest.store.lock import is_lock


def guard_place(layout: Layout) -> None:
    """Raise UsageError if something has one of a dataset's names that is not a dataset's.

    A folder with nothing of these names may hold anything else. Links would have runs write, and remove, elsewhere.
    """
    folders = (layout.snapshots, layout.runs, layout.staging, layout.cache, layout.cache / "partials")
    for path in folders:
        if path.is_symlink():
            raise UsageError(f"{path}: is a link, and a run would write and remove where it leads; remove it")
    found = [path for path in (*folders, layout.current) if os.path.lexists(path) and not _is_empty(path)]
    if (
        found
        and not is_lock(layout.lock)
        and not any((layout.snapshot(n) / MANIFEST).exists() for n in layout.numbers())
    ):
        raise UsageError(f"{found[0]}: was not made by ingest; choose another folder with -o")


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())
