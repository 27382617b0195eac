"""A file's bytes are of one moment, whatever happens to it meanwhile."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.errors import UnreadableDump
from ingest.sources import file_content as module
from ingest.sources.dump import Dump
from ingest.sources.file_content import read


def _dump(path: Path) -> Dump:
    return Dump("raw/x.txt", "raw", str(path))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.txt"
    path.write_bytes(b"one two three")
    return path


def test_bytes_digest_and_stamp(file: Path) -> None:
    content = read(_dump(file), 13)
    assert content.data == b"one two three"
    assert content.sha256 == sha256(b"one two three").hexdigest()
    assert content.stamp is not None
    assert (content.stamp.size, content.stamp.inode) == (13, file.stat().st_ino)


def _changing(monkeypatch: pytest.MonkeyPatch, file: Path, times: int) -> None:
    """The file grows after each of the first `times` looks at its stamp."""
    fstat, looks = os.fstat, 0

    def look(handle: int) -> os.stat_result:
        nonlocal looks
        status = fstat(handle)
        looks += 1
        if looks <= times:
            with file.open("ab") as more:
                more.write(b"!")
        return status

    monkeypatch.setattr(module.os, "fstat", look)


def test_a_file_that_changes_is_read_once_more(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _changing(monkeypatch, file, 2)
    content = read(_dump(file), 100)
    assert content.data == file.read_bytes() == b"one two three!!"
    assert content.sha256 == sha256(content.data).hexdigest()


def test_a_file_that_keeps_changing_is_given_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _changing(monkeypatch, file, 100)
    with pytest.raises(UnreadableDump, match="the file changes while it is read"):
        read(_dump(file), 1000)


def test_limits_and_what_is_not_there(file: Path, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDump, match="more than 12 bytes"):
        read(_dump(file), 12)
    with pytest.raises(UnreadableDump, match="No such file"):
        read(_dump(tmp_path / "gone"), 12)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableDump, match="not a regular file"):
        read(_dump(tmp_path / "pipe"), 12)
