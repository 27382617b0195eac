"""The one place that writes. Every step that can fail goes through `Files`, so that a test can make it fail."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from ingest.errors import StoreError
from ingest.store.write_only_file import Sink

if TYPE_CHECKING:
    from typing_extensions import Buffer

LACKING = {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EPERM, errno.EACCES, errno.EBADF}
"""What a file system answers that cannot do a thing at all, whatever the path."""

_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


class Files:
    """Writing to disk. Every refusal of the file system becomes a StoreError that names the path."""

    @cached_property
    def lacks(self) -> set[str]:
        """What the file system was found to lack and was done without: locks, fsync of folders, chmod, links."""
        return set()

    def step(self, operation: str, path: Path) -> None:
        """Called before each open, write, fsync, close, rename, link, symlink, chmod, mkdir and remove."""

    @contextmanager
    def create(self, path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
        """A new file for writing; `durable`: on disk, not only in memory, when the block ends."""
        with self._guard("open", path):
            file = open(path, "wb", opener=_no_link)  # noqa: SIM115
        try:
            sink = _Steps(file, self, path)
            yield cast("BinaryIO", sink)
            if durable:
                with self._guard("fsync", path):
                    file.flush()
                    os.fsync(file.fileno())
            with self._guard("close", path):
                file.close()
        finally:
            if not file.closed:
                _close_quietly(file)

    def write(self, path: Path, data: bytes) -> None:
        """A whole durable file."""
        with self.create(path) as file:
            file.write(data)

    def add(self, path: Path, data: bytes) -> None:
        """A whole durable file under a name that none has, in one step: whoever is killed leaves no part of it.

        Raises FileExistsError if there is such a file.
        """
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            self.write(draft, data)
            try:
                self.link(draft, path)  # unlike a rename, it never takes the place of a file
            except FileExistsError:
                raise
            except OSError:
                self.rename(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        self.sync(path.parent)

    def create_empty(self, path: Path) -> None:
        """An empty file, for which a full disk has room."""
        with self._guard("open", path):
            path.touch()

    def replace(self, path: Path, data: bytes) -> None:
        """A whole durable file in place of another, in one step."""
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        self.write(draft, data)
        self.rename(draft, path)
        self.sync(path.parent)

    def rename(self, old: Path, new: Path) -> None:
        """Move within a file system, in one step, over what may be there."""
        with self._guard("rename", new):
            old.replace(new)

    def link(self, old: Path, new: Path) -> None:
        """A second name for a file's bytes. OSError stays OSError: the caller may copy instead."""
        self.step("link", new)
        new.hardlink_to(old)

    def symlink(self, target: str, path: Path) -> None:
        """A symbolic link. OSError stays OSError: not every file system has them."""
        self.step("symlink", path)
        path.symlink_to(target)

    def make_folder(self, path: Path) -> None:
        """A folder and those above it, if they are not there."""
        if not path.is_dir():
            with self._guard("mkdir", path):
                path.mkdir(parents=True, exist_ok=True)

    def protect(self, path: Path) -> None:
        """Make a file read-only, where there are modes: it may be shared by several snapshots."""
        with self._may_lack("chmod"), self._guard("chmod", path):
            path.chmod(0o444)

    def sync(self, folder: Path) -> None:
        """Make the names in a folder durable, where that can be done."""
        with self._may_lack("fsync of folders"), self._guard("fsync", folder):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def remove(self, path: Path) -> None:
        """Remove a file, a link, or a folder with all that is in it; nothing happens if it is not there."""
        with self._guard("remove", path):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    @contextmanager
    def _may_lack(self, what: str) -> Iterator[None]:
        """Do without a thing that the file system cannot do, and remember that."""
        try:
            yield
        except StoreError as error:
            if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in LACKING:
                raise
            self.lacks.add(what)

    @contextmanager
    def _guard(self, operation: str, path: Path) -> Iterator[None]:
        try:
            self.step(operation, path)
            yield
        except OSError as error:
            raise failed(operation, path, error) from error


class _Steps(Sink):
    """A file whose writes are steps too. `size` counts what was written."""

    def __init__(self, file: BinaryIO, files: Files, path: Path) -> None:
        self._file, self._files, self._path = file, files, path
        self.size = 0

    def write(self, data: Buffer, /) -> int:
        size = memoryview(data).nbytes
        try:
            self._files.step("write", self._path)
            self._file.write(data)
        except OSError as error:
            raise failed("write", self._path, error, size) from error
        self.size += size
        return size

    def tell(self) -> int:
        return self.size


def failed(operation: str, path: Path, error: OSError, size: int | None = None) -> StoreError:
    """What to tell of a step that the file system refused; `size` in bytes."""
    needed = f", {size:,} bytes needed" if size else ""
    if error.errno in _FORBIDDEN:
        way_out = "change who may write there, or choose another folder with -o"
        return StoreError(f"{path}: cannot be written ({operation} failed: {error.strerror}); {way_out}")
    return StoreError(f"{path}: {operation} failed: {error.strerror or error}{needed}")


def _no_link(path: str, flags: int) -> int:
    """A link would have us write where it leads."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)


def _close_quietly(file: BinaryIO) -> None:
    """Close after a failure that is already on its way up."""
    try:
        file.close()
    except OSError:
        return
