"""A dataset that was damaged or edited by hand: a run reads its dumps again, or refuses where it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.catalogue import open_dataset
from ingest.errors import DamagedDataset, StoreError
from ingest.store import damage, parts

from .world import World, page


@pytest.fixture
def small_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pipeline import publishing

    monkeypatch.setattr(publishing, "LEAF_DUMPS", 4)


def _hurt(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def _hurt_in_secret(path: Path) -> None:
    """Other bytes of the same length, in the same file, with the same mtime."""
    before, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 8] = b"XXXXXXXX"
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.write(data)
    path.chmod(0o444)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.mark.usefixtures("settled", "small_leaves")
@pytest.mark.parametrize("table", ["skills", "documents", "paragraphs", "roles"])
def test_a_damaged_part_is_made_again(world: World, table: str) -> None:
    for number in range(12):
        world.write(f"{number}.txt", page(number))
    world.run()
    good = world.snapshot()
    hurt = sorted((world.out / "snapshots/000001/parquet" / table).iterdir())[0]
    _hurt(hurt)
    report = world.run()
    assert report.rebuilt == (f"parquet/{table}/{hurt.name}",)
    assert report.published
    assert 0 <= sum(report.reasons.values()) <= 4, "the dumps of one leaf at most"
    assert world.snapshot() == good
    assert world.run().rebuilt == ()


@pytest.mark.usefixtures("settled", "small_leaves")
@pytest.mark.parametrize("table", ["profiles", "documents", "paragraphs"])
def test_a_secret_edit_is_not_built_on(world: World, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(12):
        world.write(f"{number}.txt", page(number))
    world.run()
    world.write("3.txt", page(3, note="Another note."))
    world.run()  # links what it shares
    with monkeypatch.context() as patch:
        patch.setattr(damage, "digest", hashed := _Counted())
        world.run()
    new, old = ({p.name for p in (world.out / at).rglob("*.parquet")} for at in ("current", "snapshots/000001"))
    again = {path.name for path in hashed.paths if path.suffix == ".parquet"}
    assert again == new - old, "what was checked before it was linked is not hashed again"
    hurt = next(path for path in sorted((world.out / "current/parquet" / table).iterdir()))
    _hurt_in_secret(hurt)
    world.write("12.txt", page(12))
    assert world.run().rebuilt == (f"parquet/{table}/{hurt.name}",)
    once = World(world.root / "once")
    once.run(world.raw)
    assert once.snapshot() == world.snapshot()


class _Counted:
    def __init__(self) -> None:
        self.paths: list[Path] = []

    def __call__(self, path: Path) -> str:
        self.paths.append(path)
        return parts.digest(path)


def test_a_part_that_cannot_be_read_says_what_to_do(world: World) -> None:
    world.write("1.txt", page(1))
    world.run()
    _hurt_in_secret(next((world.out / "current/parquet/profiles").iterdir()))
    with pytest.raises(DamagedDataset, match=r"profiles/all-.*cannot be read .*`ingest run` with all sources"):
        open_dataset(world.out).profiles.arrow()


def test_a_damaged_export_is_made_again(world: World) -> None:
    world.write("1.txt", page(1))
    world.run(export=("parquet", "csv"))
    good = world.snapshot()
    _hurt(world.out / "snapshots/000001/csv/skills.csv")
    assert world.run(export=("parquet", "csv")).rebuilt == ("csv/skills.csv",)
    assert world.snapshot() == good


def test_damage_among_dumps_that_are_not_at_hand(world: World, tmp_path: Path) -> None:
    world.write("1.txt", page(1))
    world.run()
    _hurt(next((world.out / "snapshots/000001/parquet/skills").iterdir()))
    other = tmp_path / "other"
    other.mkdir()
    (other / "2.txt").write_text(page(2))
    with pytest.raises(StoreError, match=r"the leaf all is damaged .* run with all sources \(raw\)"):
        world.run(other)
    assert world.run(world.raw, other).exit_code == 0


def test_a_lost_cache_costs_nothing_but_time(world: World) -> None:
    import shutil

    for number in range(3):
        world.write(f"{number}.txt", page(number))
    world.run()
    before = world.snapshot()
    shutil.rmtree(world.out / ".cache")
    assert world.run().published is False
    shutil.rmtree(world.out / ".cache")
    world.write("3.txt", page(3))
    world.run()
    assert world.snapshot() != before
    once = World(world.root / "once")
    once.run(world.raw)
    assert once.snapshot() == world.snapshot()
