"""A dataset whose tables an older or a newer version of the program wrote."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.catalogue import open_dataset
from ingest.catalogue.profiles import every_profile
from ingest.catalogue.read_columns import read_columns
from ingest.catalogue.reviews import reviews
from ingest.errors import StoreError
from ingest.store.manifest import load_manifest
from ingest.store.part_reader import digest
from ingest.tables import SCHEMA_VERSION

from .world import World, page


@pytest.fixture
def old(world: World) -> World:
    """Two sources; the table `skills` has no column `description` yet."""
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2))
    world.run(world.raw / "a", world.raw / "b")
    _rewrite(world, lambda table: table.drop_columns(["description"]))
    return world


def _rewrite(world: World, change: object, version: int = 0, table_name: str = "skills") -> None:
    """Make the published snapshot one of schema version `version`, with the table `table_name` changed."""
    folder = (world.out / "current").resolve()
    manifest = load_manifest(folder / "manifest.json")
    parts = []
    for part in manifest.parts:
        path = folder / part.path
        table = pq.read_table(path, partitioning=None)
        table = change(table) if part.table == table_name else table  # type: ignore[operator]
        metadata = table.schema.metadata | {b"schema_version": str(version).encode()}
        path.unlink()
        pq.write_table(table.replace_schema_metadata(metadata), path)
        name = f"parquet/{part.table}/{part.leaf}-{digest(path)[:16]}.parquet"
        parts.append(part._replace(path=name, sha256=digest(path), bytes=path.stat().st_size))
        path.rename(folder / name)
    (folder / "manifest.json").write_bytes(replace(manifest, schema_version=version, parts=tuple(parts)).to_bytes())


def _skills(world: World) -> dict[str, set[object]]:
    rows = read_columns(open_dataset(world.out), "skills", ["document_id", "description"]).to_pylist()
    uris = read_columns(open_dataset(world.out), "documents", ["document_id", "uri"]).to_pylist()
    of = {row["document_id"]: row["uri"] for row in uris}
    found: dict[str, set[object]] = {}
    for row in rows:
        found.setdefault(of[row["document_id"]], set()).add(row["description"])
    return found


def test_added_columns_are_filled(old: World, tmp_path: Path) -> None:
    assert _skills(old) == {"a/1.txt": {None}, "b/2.txt": {None}}
    report = old.run(old.raw / "a")
    assert report.reasons == {"schema": 1}
    filled = _skills(old)
    assert filled["b/2.txt"] == {None}, "its source was not at hand"
    assert None not in filled["a/1.txt"]
    assert old.run(old.raw / "a").published is False


def test_required_columns_that_were_added_have_their_value_for_old_rows(world: World) -> None:
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2))
    world.run(world.raw / "a", world.raw / "b")
    added = ["shape", "part_of", "level_label", "facts_count"]
    _rewrite(world, lambda table: table.drop_columns(added), table_name="profiles")
    world.run(world.raw / "a")
    rows = read_columns(open_dataset(world.out), "profiles", ["uri", *added]).to_pylist()
    assert sorted(rows, key=lambda row: row["uri"]) == [
        {"uri": "a/1.txt", "shape": "role", "part_of": None, "level_label": "P2", "facts_count": 0},
        {"uri": "b/2.txt", "shape": "role", "part_of": None, "level_label": None, "facts_count": 0},
    ]


def _as_version_2(record: str) -> str:
    """A record without the fields that came with version 3."""
    plain = json.loads(record)
    for name in ("document_id", "profile_id", "position", "shape", "part_of", "levels", "requirements", "facts", "pay"):
        del plain[name]
    for name in ("label", "scheme", "order"):
        del plain["level"][name]
    for found in plain["diagnostics"]:
        del found["spans"]
    return json.dumps(plain)


def test_records_of_the_version_before_are_read(world: World) -> None:
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2, note="Keeps the queue short.\nUnknown heading\nA line of it."))
    world.run(world.raw / "a", world.raw / "b")

    def older(table: pa.Table) -> pa.Table:
        records = [_as_version_2(record) for record in table["record"].to_pylist()]
        at = table.schema.get_field_index("record")
        return table.set_column(at, table.schema.field("record"), pa.array(records))

    _rewrite(world, older, table_name="records", version=2)
    (stored,) = [one for one in every_profile(open_dataset(world.out)) if one.profile.source.uri == "b/2.txt"]
    assert stored.profile.level is not None
    assert (stored.profile.level.label, stored.profile.level.order, stored.profile.shape) == ("P2", None, "role")
    report = world.run(world.raw / "a", review=True)
    assert report.published
    assert {one.profile_id for one in reviews(open_dataset(world.out))} >= {stored.profile_id}


def test_a_table_that_was_added_is_there_after_the_next_run(world: World) -> None:
    world.write("a/1.txt", page(1))
    world.write("b/2.txt", page(2))
    world.run(world.raw / "a", world.raw / "b")
    _rewrite(world, lambda table: table)
    path = (world.out / "current").resolve() / "manifest.json"
    manifest = load_manifest(path)
    known = tuple(part for part in manifest.parts if part.table != "outline")
    path.write_bytes(replace(manifest, parts=known).to_bytes())
    world.run(world.raw / "a")
    assert "outline" in open_dataset(world.out).tables


def test_all_sources_give_the_bytes_of_a_fresh_run(old: World, tmp_path: Path) -> None:
    old.run(old.raw / "a", old.raw / "b")
    fresh = World(tmp_path / "fresh")
    fresh.run(old.raw / "a", old.raw / "b")
    assert old.snapshot() == fresh.snapshot()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        (lambda table: table.drop_columns(["name"]), "name"),
        (lambda table: table.set_column(
            table.schema.get_field_index("line_start"), "line_start", table["line_start"].cast(pa.string())
        ), "line_start"),
    ],
    ids=["required", "type"],
)  # fmt: skip
def test_other_changes_are_refused(old: World, change: object, column: str) -> None:
    _rewrite(old, change)
    before = old.snapshot()
    with pytest.raises(StoreError, match=rf"column '{column}' is not what it was in schema version 0.*new folder"):
        old.run(old.raw / "a")
    assert old.snapshot() == before


def test_a_newer_schema_is_refused(old: World) -> None:
    _rewrite(old, lambda table: table, version=99)
    told = re.escape(f"schema version 99; this program knows {SCHEMA_VERSION}: upgrade it")
    with pytest.raises(StoreError, match=told):
        old.run(old.raw / "a")
    with pytest.raises(StoreError, match=told):
        open_dataset(old.out)


def test_leaves_without_a_change_are_written_anew(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.pipeline.publishing.LEAF_DUMPS", 1)
    for number, source in enumerate("ab"):
        world.write(f"{source}/{number}.txt", page(number))
    world.run(world.raw / "a", world.raw / "b")
    _rewrite(world, lambda table: table.drop_columns(["description"]))
    world.run(world.raw / "a")
    parts = list((world.out / "current/parquet/skills").resolve().glob("*.parquet"))
    assert len(parts) == 2
    for part in parts:
        schema = pq.read_schema(part)
        assert "description" in schema.names
        assert schema.metadata[b"schema_version"] == str(SCHEMA_VERSION).encode()
