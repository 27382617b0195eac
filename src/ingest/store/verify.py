"""Every file of every snapshot against its manifest: what is damaged, and whom that affects."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ingest.errors import StoreError
from ingest.store.history import history
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Export, Manifest, Part, load_manifest
from ingest.store.part_reader import digest
from ingest.store.snapshot import open_snapshot

Hashed = dict[tuple[int, int, int], str]
"""Digests of files by device, inode and mtime: a run that goes on meanwhile may use an inode again."""


class Damage(NamedTuple):
    """A file that is not what was published, and all snapshots that have it."""

    path: str
    why: str
    snapshots: tuple[int, ...]


class Verdict(NamedTuple):
    """What was checked. `files` counts each file once, however many snapshots share it; `numbers` are the snapshots.

    `unsure` says in a sentence each what could not be checked.
    """

    snapshots: int
    files: int
    damages: tuple[Damage, ...]
    numbers: tuple[int, ...]
    unsure: tuple[str, ...] = ()


def verify(layout: Layout) -> Verdict:
    """Hash every file. Raises UsageError if nothing is published, StoreError if `current` names no snapshot.

    Runs may go on meanwhile: a snapshot that one of them has let go is not counted.
    """
    numbers = [entry.number for entry in history(layout)]
    hashed: Hashed = {}
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number in numbers:
        for path, why in _faults(layout, number, hashed):
            found[path, why].append(number)
    still = set(layout.numbers())
    numbers = [number for number in numbers if number in still]
    damages = [
        Damage(path, why, tuple(number for number in held_by if number in still))
        for (path, why), held_by in found.items()
        if not still.isdisjoint(held_by)
    ]
    return Verdict(len(numbers), len(hashed), tuple(sorted(damages)), tuple(numbers))


def _faults(layout: Layout, number: int, hashed: Hashed) -> Iterator[tuple[str, str]]:
    """Path of each faulty file of a snapshot, and what is wrong with it."""
    try:
        snapshot = open_snapshot(layout, number)
    except StoreError as error:
        yield MANIFEST, str(error)
        return
    assert snapshot is not None
    yield from _in_folder(snapshot.folder, snapshot.manifest, hashed)
    if layout.copied() == number:  # readers read it there
        for path, why in _in_folder(layout.current, load_manifest(layout.current / MANIFEST), hashed):
            yield f"{layout.current.name}/{path}", why


def _in_folder(folder: Path, manifest: Manifest, hashed: Hashed) -> Iterator[tuple[str, str]]:
    files: list[Part | Export] = [*manifest.parts, *manifest.exports]
    listed = {file.path: file.sha256 for file in files}
    for name, sha256 in listed.items():
        if why := _why(folder / name, sha256, hashed):
            yield name, why
    for place, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for path in (Path(place) / name for name in [*names, *links]):
            name = path.relative_to(folder).as_posix()
            if name not in listed and name != MANIFEST:
                yield name, "is not part of the snapshot"


def _why(path: Path, sha256: str, hashed: Hashed) -> str | None:
    """What is wrong with a file; a file that several snapshots share is hashed once."""
    try:
        status = path.stat()
        file = (status.st_dev, status.st_ino, status.st_mtime_ns)
        if file not in hashed:
            hashed[file] = digest(path)
    except FileNotFoundError:
        return "is missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if hashed[file] == sha256 else "has other bytes than were published"
