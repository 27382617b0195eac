"""Exports: those that were asked for, and each written once while its table stays as it is."""

from __future__ import annotations

import pytest

from ingest.settings import Settings

from .world import World, page

_BOM = b"\xef\xbb\xbf"
_CSV = ("parquet", "csv")


@pytest.fixture
def published(world: World) -> World:
    for number in range(6):
        world.write(f"{number}.txt", page(number))
    assert world.run(export=_CSV).exit_code == 0
    return world


def _inode(world: World, snapshot: int, name: str) -> int:
    return (world.out / f"snapshots/{snapshot:06d}" / name).stat().st_ino


def test_what_nobody_asked_for_is_not_written(world: World) -> None:
    world.write("a.txt", page())
    plain = Settings().export
    world.run(export=plain)
    folders = {path.name for path in (world.out / "current").resolve().iterdir() if path.is_dir()}
    assert folders == {"parquet", "json", "schema"}
    world.run(export="csv")
    folders = {path.name for path in (world.out / "current").resolve().iterdir() if path.is_dir()}
    assert folders == {"parquet", "csv", "schema"}


def test_a_table_that_did_not_change_shares_its_export(published: World) -> None:
    published.write("3.txt", page(3, note="Another note."))
    assert published.run(export=_CSV).published
    assert _inode(published, 1, "csv/title_aliases.csv") == _inode(published, 2, "csv/title_aliases.csv")
    assert _inode(published, 1, "csv/profiles.csv") != _inode(published, 2, "csv/profiles.csv")
    fresh = World(published.root / "elsewhere")
    for path in published.raw.iterdir():
        fresh.write(path.name, path.read_bytes())
    fresh.run(export=_CSV)
    assert fresh.snapshot() == published.snapshot(), "what was shared is what would have been written"


@pytest.mark.parametrize("option", ["csv_bom", "csv_raw"])
def test_another_way_to_write_shares_nothing(published: World, option: str) -> None:
    assert published.run(export=_CSV, **{option: True}).published
    assert _inode(published, 1, "csv/skills.csv") != _inode(published, 2, "csv/skills.csv")
    files = published.snapshot()
    assert files["csv/skills.csv"].startswith(_BOM) == (option == "csv_bom")
    assert (b'"utf-8-sig"' in files["datapackage.json"]) == (option == "csv_bom")
    assert not published.run(export=_CSV, **{option: True}).published


def test_an_option_of_what_is_not_written_is_no_news(world: World) -> None:
    world.write("a.txt", page())
    world.run()
    assert not world.run(csv_bom=True, csv_raw=True).published


def test_a_damaged_export_is_not_shared(published: World) -> None:
    sound = published.snapshot()
    path = (published.out / "current/csv/title_aliases.csv").resolve()
    path.chmod(0o644)
    path.write_bytes(b"spoilt")
    assert published.run(export=_CSV).published
    assert published.snapshot() == sound
