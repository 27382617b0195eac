"""A dataset that was damaged or edited by hand: a run reads its dumps again, or refuses where it cannot."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.catalogue import open_dataset
from ingest.errors import DamagedDataset, StoreError
from ingest.exporters import write_parquet
from ingest.pipeline.derived_tables_check import verify_all
from ingest.store import damage, part_reader
from ingest.store.history import roll_back
from ingest.store.layout import Layout
from ingest.store.manifest import load_manifest

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
        return part_reader.digest(path)


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


def _flip(path: Path, bit: int) -> None:
    """One bit, by a disk that tells nobody: no stamp changes."""
    data, mode = bytearray(path.read_bytes()), path.stat().st_mode
    data[bit // 8] ^= 1 << bit % 8
    path.chmod(0o644)
    path.write_bytes(data)
    path.chmod(mode)


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stamps that no edit changes."""
    monkeypatch.setattr(damage, "_told", lambda stamp: [stamp.size])


@pytest.mark.usefixtures("small_leaves")
@pytest.mark.parametrize("name", ["paragraphs", "roles"])
def test_a_flipped_bit_in_the_cache_changes_nothing(
    world: World, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    for number in range(8):
        world.write(f"{number}.txt", page(number))
    world.run()
    shutil.copytree(world.root, scratch / "once", symlinks=True)
    world.write("1.txt", page(1, note="Changed."))
    once = World(scratch / "once")
    once.write("1.txt", page(1, note="Changed."))
    once.run()
    for part in range(6):
        trial = World(scratch / str(part))
        shutil.copytree(world.root, trial.root, dirs_exist_ok=True, symlinks=True)
        for path in (trial.out / ".cache/partials").glob(f"{name}-*"):
            size = 8 * path.stat().st_size
            _flip(path, part * size // 6 + 3)
        _flip(trial.out / ".cache/stats.arrow", part * 8 * (trial.out / ".cache/stats.arrow").stat().st_size // 6)
        trial.run()
        assert trial.snapshot() == once.snapshot()


@pytest.mark.usefixtures("settled", "small_leaves", "unseen")
@pytest.mark.parametrize("table", ["skills", "documents", "paragraph_occurrences", "records"])
def test_nothing_unverified_enters_a_snapshot(world: World, table: str) -> None:
    """A bit flips behind the back of every stamp: the run that would copy the rows fails, and the next one mends it."""
    for number in range(8):
        world.write(f"{number}.txt", page(number))
    world.run()
    world.run()  # everything is known to be good
    for path in (world.out / "current/parquet" / table).iterdir():
        _flip(path, 4 * path.stat().st_size)
    before = world.snapshot()
    for number in range(4):
        world.write(f"{number}.txt", page(number, note="Changed."))
    with pytest.raises(
        DamagedDataset, match=f"parquet/{table}/.* (has other bytes than were published|cannot be read)"
    ):
        world.run()
    assert world.snapshot() == before
    assert len(world.run().rebuilt) > 0
    once = World(world.root / "once")
    once.run(world.raw)
    assert world.snapshot() == once.snapshot()
    assert [damage for damage in verify_all(Layout(world.out)).damages if 2 in damage.snapshots] == []


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("export", [("parquet",), ("parquet", "json", "csv")])
def test_a_damaged_manifest_is_made_again(world: World, export: tuple[str, ...]) -> None:
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2))
    sources = world.raw / "b", world.raw / "a"
    world.run(*sources, export=export)
    good = world.snapshot()
    manifest = world.out / "current/manifest.json"
    _flip(manifest, 800)
    [found] = verify_all(Layout(world.out)).damages
    assert (found.path, found.snapshots) == ("manifest.json", (1,))
    with pytest.raises(StoreError, match=r"order of the sources.*run with all sources \(a, b\) in their order"):
        world.run(world.raw / "a", export=export)
    report = world.run(*sources, export=export)
    assert (report.rebuilt, report.reasons) == (("manifest.json",), {})
    assert world.snapshot() == good


def test_a_manifest_is_made_again_in_the_order_that_another_snapshot_knows(world: World) -> None:
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2))
    world.run(world.raw / "b", world.raw / "a")
    world.write("b/2.txt", page(2, note="Changed."))
    world.run(world.raw / "b", world.raw / "a")
    good = world.snapshot()
    (world.out / "current/manifest.json").unlink()
    assert world.run(world.raw / "a").rebuilt == ("manifest.json",)
    assert world.snapshot() == good


def test_a_manifest_and_a_part_that_are_damaged(world: World) -> None:
    world.write("1.txt", page(1))
    world.run()
    world.write("1.txt", page(1, note="Changed."))
    world.run()
    _flip(world.out / "current/manifest.json", 77)
    _flip(next((world.out / "current/parquet/scores").iterdir()), 77)
    with pytest.raises(
        DamagedDataset, match=r"the manifest and parts of the leaf all are damaged; .*`ingest rollback`"
    ):
        world.run()
    roll_back(Layout(world.out))
    assert world.run().published


@pytest.mark.usefixtures("small_leaves")
@pytest.mark.parametrize("table", ["paragraphs", "roles"])
def test_verify_makes_derived_tables_again(world: World, table: str) -> None:
    """What a run has computed wrongly has a digest as good as any other."""
    for number in range(6):
        world.write(f"{number}.txt", page(number))
    world.run()
    assert verify_all(Layout(world.out)).damages == ()
    folder = (world.out / "current").resolve()
    manifest = load_manifest(folder / "manifest.json")
    [old] = manifest.of(table)
    column = "occurrences" if table == "paragraphs" else "profile_count"
    rows = part_reader.read_part(folder / old.path)
    wrong = rows.set_column(
        rows.schema.get_field_index(column), rows.schema.field(column), pa.array([1 << 54] * len(rows), pa.int64())
    )
    with (folder / "new").open("wb") as file:
        write_parquet([wrong], file, rows.schema)
    whole = part_reader.digest(folder / "new")
    name = f"parquet/{table}/all-{whole[:16]}.parquet"
    (folder / "new").rename(folder / name)
    (folder / old.path).unlink()
    new = old._replace(path=name, sha256=whole, bytes=(folder / name).stat().st_size)
    made = replace(manifest, parts=tuple(new if part == old else part for part in manifest.parts))
    (folder / "manifest.json").write_bytes(made.to_bytes())
    verdict = verify_all(Layout(world.out))
    assert verdict.damages == ((name, "has other rows than follow from the other tables", (1,)),)
    assert verdict.unsure == ()


def test_verify_where_there_is_no_room(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    world.write("1.txt", page(1))
    world.run()
    monkeypatch.setattr("ingest.pipeline.derived_tables_check.TemporaryDirectory", full)
    verdict = verify_all(Layout(world.out))
    assert verdict.damages == ()
    assert "No space left on device" in verdict.unsure[0]
