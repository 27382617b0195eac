"""The stat cache and the check of parts: both only save time, and neither may hide a change."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from ingest.sources.dump import Stamp
from ingest.store import cache
from ingest.store.cache import load_stats, save_stats, settled
from ingest.store.damage import damaged, stamp_anew
from ingest.store.files import Files
from ingest.store.manifest import Manifest, Part
from ingest.store.snapshot import Snapshot


def test_stats_come_back(tmp_path: Path) -> None:
    stats = {"raw/ü.txt": (Stamp(1, -5, 7, 2**64 - 1), "ab"), "raw/a.txt": (Stamp(0, 2**62, 0, 1), "cd")}
    path = tmp_path / "cache/stats.arrow"
    save_stats(path, stats, Files())
    assert load_stats(path) == stats
    save_stats(path, {}, Files())
    assert load_stats(path) == {}


def test_a_cache_of_no_use_is_no_cache(tmp_path: Path) -> None:
    assert load_stats(tmp_path / "nowhere") == {}
    path = tmp_path / "stats.arrow"
    for junk in (b"", b"junk" * 100):
        path.write_bytes(junk)
        assert load_stats(path) == {}


def test_only_an_old_change_tells_the_next_one() -> None:
    now = time.time_ns()
    old = now - 10**10
    assert settled(Stamp(1, old, old, 1))
    assert not settled(Stamp(1, now, old, 1))
    assert not settled(Stamp(1, old, now, 1))
    assert not settled(Stamp(1, now + 10**12, old, 1)), "a clock that runs ahead"


def _snapshot(folder: Path) -> Snapshot:
    parts = []
    for name in "abc":
        path = folder / f"{name}.parquet"
        path.write_bytes(name.encode() * 10)
        os.utime(path, (1_000_000_000, 1_000_000_000))
        parts.append(Part("skills", name, path.name, sha256(name.encode() * 10).hexdigest(), 1, 10))
    return Snapshot(1, folder, Manifest(1, (), tuple(parts)))


def test_damage_is_found_with_and_without_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    snapshot, known = _snapshot(tmp_path), tmp_path / "cache/checked.json"
    assert damaged(snapshot, known, Files()) == []
    (tmp_path / "a.parquet").write_bytes(b"b" * 10)
    (tmp_path / "b.parquet").write_bytes(b"b" * 9)
    (tmp_path / "c.parquet").unlink()
    assert damaged(snapshot, known, Files()) == ["a.parquet", "b.parquet", "c.parquet"]
    known.write_text("{")
    assert damaged(snapshot, known, Files()) == ["a.parquet", "b.parquet", "c.parquet"]


def test_what_was_checked_is_not_hashed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    snapshot, known = _snapshot(tmp_path), tmp_path / "checked.json"
    damaged(snapshot, known, Files())
    (tmp_path / "other").hardlink_to(tmp_path / "a.parquet")  # as the next snapshot does
    stamp_anew(snapshot, known, Files())
    monkeypatch.setattr("ingest.store.damage.digest", None)
    assert damaged(snapshot, known, Files()) == []
    with pytest.raises(TypeError, match="not callable"):
        damaged(snapshot, known, Files(), trust_stamps=False)


def test_an_edit_shows_though_its_mtime_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    snapshot, known = _snapshot(tmp_path), tmp_path / "checked.json"
    assert damaged(snapshot, known, Files()) == []
    path = tmp_path / "b.parquet"
    time.sleep(0.02)  # a tick of the file system's clock
    with path.open("r+b") as file:
        file.write(b"x")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert damaged(snapshot, known, Files()) == ["b.parquet"]
