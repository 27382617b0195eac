"""The draft of the next snapshot: its parts and exports are written to staging, and one step publishes them."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TypeVar

from ingest.errors import StoreError
from ingest.settings import KEPT
from ingest.store.files import Files, failed
from ingest.store.hashed_file import digest_of, hashed
from ingest.store.held_snapshot import read_held
from ingest.store.layout import MANIFEST, Layout
from ingest.store.manifest import Export, Manifest, Part
from ingest.store.part_reader import digest

_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK, errno.EXDEV}
_PIECE = 1 << 20
Rows = TypeVar("Rows", int, "int | None")


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a snapshot that is being written, in `folder`. `published` is the folder of the previous snapshot,
    if any.
    """

    folder: Path
    files: Files
    published: Path | None = None

    def part(self, table: str, leaf: str, write: Callable[[BinaryIO], int]) -> Part:
        """Write one part under the name of its content. `write` returns the number of rows."""
        self.files.make_folder(self.folder / "parquet" / table)
        draft = self._aside(f"{table}-{leaf}")
        rows, whole, size = self._write(draft, write)
        name = f"parquet/{table}/{leaf}-{whole[:16]}.parquet"
        self._settle(draft, name, whole)
        return Part(table, leaf, name, whole, rows, size)

    def export(self, name: str, write: Callable[[BinaryIO], int | None]) -> Export:
        """Write one file of another form. `write` returns the number of rows, or None."""
        path = self.folder / name
        self.files.make_folder(path.parent)
        draft = self._aside(path.name)
        rows, whole, size = self._write(draft, write)
        self.files.protect(draft)
        self.files.rename(draft, path)
        return Export(name, whole, rows, size)

    def _write(self, draft: Path, write: Callable[[BinaryIO], Rows]) -> tuple[Rows, str, int]:
        """Write a file. Returns its rows, digest and size; raises StoreError if the disk holds other bytes by now."""
        with self.files.create(draft) as file:
            sink = hashed(file)
            rows = write(sink)
        whole, size = _measure(draft)
        if whole != digest_of(sink).hex():
            raise StoreError(f"{draft}: has other bytes than were written")
        return rows, whole, size

    def _aside(self, name: str) -> Path:
        """Where a file is written before it is whole: outside of the snapshot, under a name that no other call has.

        A worker may be killed over it, and a second one, on another machine too, may be at the same file.
        """
        folder = self.folder.with_name(f"{self.folder.name}-unfinished")
        self.files.make_folder(folder)
        return folder / f"{name}.{token_hex(8)}"

    def _settle(self, draft: Path, name: str, whole: str) -> None:
        """Give a written file its name; if the snapshot before has the same one, undamaged, it is shared instead."""
        old = self.published / name if self.published else None
        if old and old.exists() and digest(old) == whole:
            self.files.remove(draft)
            self.share(name)
        else:
            self.files.protect(draft)
            self.files.rename(draft, self.folder / name)

    def share(self, name: str) -> None:
        """Take over a file of the snapshot before, as the same bytes on disk where the file system can do that."""
        assert self.published is not None
        old, new = self.published / name, self.folder / name
        if new.exists():
            return
        self.files.make_folder(new.parent)
        try:
            self.files.link(old, new)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise failed("link", new, error) from error
            self.files.lacks.add("hard links")
            self._copy(old, new)

    def _copy(self, old: Path, new: Path) -> None:
        try:
            with old.open("rb") as source, self.files.create(new) as file:
                while piece := source.read(_PIECE):
                    file.write(piece)
        except OSError as error:
            raise failed("copy", new, error) from error
        self.files.protect(new)

    def seal(self, manifest: Manifest) -> None:
        """Write the manifest and make every name durable: after this the folder is whole."""
        self.files.write(self.folder / MANIFEST, manifest.to_bytes())
        for folder, _, _ in os.walk(self.folder):
            self.files.sync(Path(folder))


def _measure(path: Path) -> tuple[str, int]:
    """Digest and size as they are on disk, so that what is published is what was checked."""
    try:
        return digest(path), path.stat().st_size
    except OSError as error:
        raise failed("read", path, error) from error


def next_number(layout: Layout) -> int:
    """The number that the next snapshot gets."""
    return max([0, *layout.numbers()]) + 1


def publish(layout: Layout, draft: Draft, number: int) -> None:
    """Make a sealed draft the published snapshot, in one step."""
    files = draft.files
    files.make_folder(layout.snapshots)
    files.rename(draft.folder, layout.snapshot(number))
    files.sync(layout.snapshots)
    point(layout, number, files)


def point(layout: Layout, number: int, files: Files) -> None:
    """Swap `current` to a snapshot that is whole."""
    target = layout.snapshot(number).relative_to(layout.root).as_posix()
    swap = layout.root / f".current.{os.getpid()}"
    files.remove(swap)
    try:
        files.symlink(target, swap)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise failed("symlink", swap, error) from error
        files.lacks.add("symbolic links")
        files.write(swap, target.encode() + b"\n")
    if layout.current.is_dir() and not layout.current.is_symlink():  # a copy with links followed: nothing swaps it
        files.rename(layout.current, layout.root / f".current.{os.getpid()}.copy")
    files.rename(swap, layout.current)
    files.sync(layout.root)
    files.remove(layout.root / f".current.{os.getpid()}.copy")


def set_aside(layout: Layout, number: int, files: Files) -> None:
    """Mark the snapshots after `number`, up to the published one, as gone back behind; `number` itself is not."""
    published = layout.published() or 0
    with suppress(StoreError):  # a full disk: without marks, only what slow readers hold goes early
        for other in layout.numbers():
            if number < other <= published:
                files.create_empty(layout.set_aside(other))
        files.remove(layout.set_aside(number))


def prune(layout: Layout, files: Files, keep: int = KEPT) -> list[int]:
    """Remove all but the last `keep` snapshots. Returns what is gone.

    The published one always stays, and so does the last one before a large loss. Raises StoreError.
    """
    held = read_held(layout)
    stay = {layout.published(), held.snapshot if held else None}
    gone = [number for number in layout.numbers()[:-keep] if number not in stay]
    for number in gone:
        retire(layout, number, files)
    return gone


def retire(layout: Layout, number: int, files: Files) -> None:
    """Remove a snapshot. It loses its name first: whoever looks sees all of it or nothing, whenever this is killed."""
    files.rename(layout.snapshot(number), layout.retired(number))
    files.remove(layout.set_aside(number))
    files.remove(layout.retired(number))


def sweep(layout: Layout, files: Files) -> None:
    """Remove what an interrupted run left behind. The caller holds the lock.

    A snapshot with its final name is complete. If none is published, the newest one becomes published. A snapshot later
    than the published one was never seen by readers and is removed, unless `ingest rollback` set it aside for its
    readers.
    """
    numbers, published = layout.numbers(), layout.published()
    if published is None and numbers:
        point(layout, numbers[-1], files)
        published = numbers[-1]
    for number in numbers:
        if published is not None and number > published and not layout.set_aside(number).exists():
            retire(layout, number, files)
    files.remove(layout.staging)
    places = {
        ".current.*": layout.root,
        ".held.json.*": layout.root,
        ".*.json": layout.runs,
        ".*.html": layout.runs,
        ".*.gone": layout.snapshots,
    }
    for left in [path for pattern, folder in places.items() for path in folder.glob(pattern)]:
        files.remove(left)
