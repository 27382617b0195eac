"""A dataset that was damaged or edited by hand: a run reads its dumps again, or refuses where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import StoreError

from .world import World, page


@pytest.fixture
def small_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pipeline import publishing

    monkeypatch.setattr(publishing, "LEAF_DUMPS", 4)


def _hurt(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


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
