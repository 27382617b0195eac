"""The stat cache and the check of parts: both only save time, and neither may hide a change."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.store import cache
from ingest.store.cache import STATS, load_stats, save_stats, settled, sum_of, weight
from ingest.store.damage import damaged, stamp_anew
from ingest.store.files import Files
from ingest.store.manifest import Manifest, Part
from ingest.store.snapshot import Snapshot


def _stats(*rows: tuple[object, ...]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(STATS.names, row, strict=True)) for row in rows], schema=STATS)


def test_stats_come_back_as_they_were_saved(tmp_path: Path) -> None:
    stats = _stats(("raw/ü.txt", 1, -5, 7, 2**64 - 1, "ab"), ("raw/a.txt", 0, 2**62, 0, 1, "cd"))
    path = tmp_path / "cache/stats.arrow"
    save_stats(path, [stats.slice(0, 1), stats.slice(1)], Files())
    assert load_stats(path).equals(stats)
    save_stats(path, [], Files())
    assert load_stats(path).equals(STATS.empty_table())


def test_a_cache_of_no_use_is_no_cache(tmp_path: Path) -> None:
    assert len(load_stats(tmp_path / "nowhere")) == 0
    path = tmp_path / "stats.arrow"
    for junk in (b"", b"junk" * 100):
        path.write_bytes(junk)
        assert load_stats(path).equals(STATS.empty_table())


def test_only_an_old_change_tells_the_next_one() -> None:
    now = time.time_ns()
    old = now - 10**10
    stats = _stats(
        ("old", 1, old, old, 1, ""),
        ("written now", 1, now, old, 1, ""),
        ("moved now", 1, old, now, 1, ""),
        ("a clock that runs ahead", 1, now + 10**12, old, 1, ""),
    )
    assert settled(stats, now - 10**9)["uri"].to_pylist() == ["old"]


def test_the_content_of_many_does_not_depend_on_their_order() -> None:
    dumps = [("a.zip!/1", "ab"), ("a.zip!/2", "ab"), ("a.zip!/3", None)]
    whole = sum_of(sum(weight(*dump) for dump in dumps))
    assert whole == sum_of(sum(weight(*dump) for dump in reversed(dumps)))
    assert len({whole, *(sum_of(weight(*dump)) for dump in dumps), sum_of(0)}) == 5


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
