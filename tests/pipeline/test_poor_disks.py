"""File systems that cannot do what others can: a run publishes by the next safe way, and says what was lacking."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.pipeline.derived_tables_check import verify_all
from ingest.store.files import Files
from ingest.store.history import roll_back
from ingest.store.layout import Layout

from .world import World, page


class _Poor(Files):
    """Refuses one kind of step, with one error."""

    def __init__(self, operation: str, error: int, *, folders: bool = False) -> None:
        self._operation, self._error, self._folders = operation, error, folders

    def step(self, operation: str, path: Path) -> None:
        if operation == self._operation and (not self._folders or path.is_dir()):
            raise OSError(self._error, os.strerror(self._error))


@pytest.mark.parametrize(
    ("files", "lacking"),
    [
        (_Poor("chmod", errno.EPERM), "chmod"),
        (_Poor("chmod", errno.EOPNOTSUPP), "chmod"),
        (_Poor("fsync", errno.EINVAL, folders=True), "fsync of folders"),
        (_Poor("fsync", errno.EACCES, folders=True), "fsync of folders"),
        (_Poor("link", errno.EPERM), "hard links"),
    ],
)
def test_it_is_published_all_the_same(world: World, files: Files, lacking: str) -> None:
    for number in range(3):
        world.write(f"{number}.txt", page(number))
        world.run(files=files)
    world.write("3.txt", page(3))
    assert world.run(files=files, export=("parquet", "csv")).lacks == (lacking,)
    once = World(world.root / "once")
    once.run(world.raw, export=("parquet", "csv"))
    assert world.snapshot() == once.snapshot()
    assert verify_all(Layout(world.out)).damages == ()
    assert roll_back(Layout(world.out), files=files) == 3


@pytest.mark.parametrize("operation", ["chmod", "fsync"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_what_fails_is_not_what_lacks(world: World, operation: str, error: int) -> None:
    world.write("1.txt", page(1))
    with pytest.raises(StoreError, match=f"{operation} failed: {os.strerror(error)}"):
        world.run(files=_Poor(operation, error))


def test_a_file_that_cannot_be_synced_is_a_failure(world: World) -> None:
    """Its rows may be lost, and not only its name."""
    world.write("1.txt", page(1))
    with pytest.raises(StoreError, match="fsync failed: Invalid argument"):
        world.run(files=_Poor("fsync", errno.EINVAL))
