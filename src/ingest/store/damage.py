"""Which files of a snapshot are not what was published. A file whose stamp was checked before is not hashed again.

The stamp holds the ctime, which nobody can set: an edit shows even if size and mtime are put back. But every new
snapshot links the files it shares, and every old one that goes unlinks them, which changes their ctime as well; so the
stamps are taken again when a run has done that. Only an edit during those seconds is left to `ingest verify`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ingest.sources.dump import Stamp
from ingest.store.cache import long_ago
from ingest.store.files import Files
from ingest.store.manifest import Export, Part
from ingest.store.part_reader import digest
from ingest.store.snapshot import Snapshot

Checked = dict[str, list[int]]
"""Size, mtime and ctime of files that were hashed, by inode and digest."""


def damaged(snapshot: Snapshot, known: Path, files: Files | None, *, trust_stamps: bool = True) -> list[str]:
    """Paths of the files of a snapshot that are missing or have other bytes. `known` remembers what was checked;
    without `files` it is only read, without `trust_stamps` everything is hashed."""
    checked = _load(known) if trust_stamps else {}
    remembered: Checked = {}
    found, since = [], long_ago()
    for item in _listed(snapshot):
        path = snapshot.folder / item.path
        try:
            now = Stamp.of(path.stat())
            key = _key(now, item)
            if now.size == item.bytes and checked.get(key) == _told(now):
                remembered[key] = _told(now)
            elif now.size != item.bytes or digest(path) != item.sha256:
                found.append(item.path)
            elif max(now.mtime, now.ctime) < since:
                remembered[key] = _told(now)
        except OSError:
            found.append(item.path)
    if files and (remembered != checked or not trust_stamps):
        _save(known, remembered, files)
    return found


def stamp_anew(snapshot: Snapshot, known: Path, files: Files) -> None:
    """Take the stamps of checked files again, after this run has linked and unlinked them."""
    checked = _load(known)
    remembered: Checked = {}
    for item in _listed(snapshot):
        try:
            now = Stamp.of((snapshot.folder / item.path).stat())
        except OSError:  # the next check says so
            continue
        before = checked.get(_key(now, item))
        if before and before[:2] == _told(now)[:2]:
            remembered[_key(now, item)] = _told(now)
    if remembered != checked:
        _save(known, remembered, files)


def _listed(snapshot: Snapshot) -> Iterable[Part | Export]:
    return [*snapshot.manifest.parts, *snapshot.manifest.exports]


def _key(now: Stamp, item: Part | Export) -> str:
    return f"{now.inode}-{item.sha256}"


def _told(now: Stamp) -> list[int]:
    return [now.size, now.mtime, now.ctime]


def _save(path: Path, checked: Checked, files: Files) -> None:
    files.make_folder(path.parent)
    draft = path.with_suffix(".draft")
    files.write(draft, json.dumps(checked).encode())
    files.rename(draft, path)


def _load(path: Path) -> Checked:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
