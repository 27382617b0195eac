"""Which files of a snapshot are not what was published. A file whose stamp was checked before is not hashed again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ingest.sources.dump import Stamp
from ingest.sources.read import stamp
from ingest.store.cache import settled
from ingest.store.files import Files
from ingest.store.manifest import Export, Part
from ingest.store.parts import digest
from ingest.store.snapshot import Snapshot


def damaged(snapshot: Snapshot, listed: Iterable[Part | Export], known: Path, files: Files | None) -> list[str]:
    """Paths of those `listed` that are missing or have other bytes. `known` remembers stamps that were checked;
    without `files` it is only read."""
    checked = _load(known)
    remembered: dict[str, list[int]] = {}
    found = []
    for item in listed:
        path = snapshot.folder / item.path
        try:
            now = stamp(path.stat())
            key = f"{now.inode}-{item.sha256}"
            if now.size != item.bytes or (checked.get(key) != list(_fixed(now)) and digest(path) != item.sha256):
                found.append(item.path)
            elif key in checked or settled(now._replace(ctime=now.mtime)):
                remembered[key] = list(_fixed(now))
        except OSError:
            found.append(item.path)
    if files and remembered != checked:
        files.make_folder(known.parent)
        draft = known.with_suffix(".draft")
        files.write(draft, json.dumps(remembered).encode())
        files.rename(draft, known)
    return found


def _fixed(now: Stamp) -> tuple[int, int]:
    """What no hard link changes, as every new snapshot makes one (that touches the ctime)."""
    return now.size, now.mtime


def _load(path: Path) -> dict[str, list[int]]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
