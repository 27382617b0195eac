"""Every file of every snapshot against its manifest: what is damaged, and whom that affects."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from ingest.errors import StoreError
from ingest.store.history import history
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Export, Part
from ingest.store.parts import digest
from ingest.store.snapshot import open_snapshot


class Damage(NamedTuple):
    """A file that is not what was published, and all snapshots that have it."""

    path: str
    why: str
    snapshots: tuple[int, ...]


class Verdict(NamedTuple):
    """What was checked. `files` counts each file once, however many snapshots share it."""

    snapshots: int
    files: int
    damages: tuple[Damage, ...]


def verify(layout: Layout) -> Verdict:
    """Hash every file. Raises UsageError if nothing is published, StoreError if `current` names no snapshot."""
    numbers = [entry.number for entry in history(layout)]
    digests: dict[tuple[int, int], str] = {}
    damages: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number in numbers:
        try:
            snapshot = open_snapshot(layout, number)
        except StoreError as error:
            damages[MANIFEST, str(error)].append(number)
            continue
        assert snapshot is not None
        listed: list[Part | Export] = [*snapshot.manifest.parts, *snapshot.manifest.exports]
        for item in listed:
            if why := _why(snapshot.folder / item.path, item.sha256, digests):
                damages[item.path, why].append(number)
    found = [Damage(path, why, tuple(held_by)) for (path, why), held_by in damages.items()]
    return Verdict(len(numbers), len(digests), tuple(sorted(found)))


def _why(path: Path, sha256: str, digests: dict[tuple[int, int], str]) -> str | None:
    """What is wrong with a file; a file that several snapshots share is hashed once."""
    try:
        status = path.stat()
        file = (status.st_dev, status.st_ino)
        if file not in digests:
            digests[file] = digest(path)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if digests[file] == sha256 else "has other bytes than were published"
