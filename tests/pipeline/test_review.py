"""`run --review`: the panel's tables depend on dumps and settings alone, and cost no dump a second reading."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.catalogue.dataset_remarks import remarks
from ingest.panel import DIMENSIONS, Review, review
from ingest.pipeline import publishing
from ingest.records import Profile
from ingest.store import partitioning
from ingest.tables import TABLES

from .world import World, page

PANEL = {name for name, spec in TABLES.items() if spec.reviewed}


def tables(world: World) -> set[str]:
    return {path.split("/")[1] for path in world.snapshot() if path.startswith("parquet/")}


def only(files: dict[str, bytes], *, panel: bool) -> dict[str, bytes]:
    parts = {name: data for name, data in files.items() if name.startswith("parquet/")}
    return {name: data for name, data in parts.items() if (name.split("/")[1] in PANEL) == panel}


@pytest.fixture
def some(world: World) -> World:
    for number in range(1, 6):
        world.write(f"{number}.txt", page(number))
    world.write("two.txt", page(6) + "\n" + page(7))
    world.write("bad.txt", "Only a sentence here.")
    return world


def test_every_profile_has_six_scores_and_all_its_findings(some: World) -> None:
    report = some.run(review=True, export=("parquet", "json", "csv"))
    data = ingest.open(some.out)
    profiles = data.profiles.arrow()["profile_id"].to_pylist()
    assert len(profiles) == 7
    scores = data.panel_scores.arrow().to_pylist()
    assert [row["profile_id"] for row in scores] == [one for one in profiles for _ in DIMENSIONS]
    assert [row["dimension"] for row in scores] == [*DIMENSIONS] * 7
    findings = data.panel_findings.arrow().to_pylist()
    for one in data.review():
        mine = [row for row in scores if row["profile_id"] == one.profile_id]
        assert {row["dimension"]: row["score"] for row in mine} == one.scores
        assert [row["id"] for row in findings if row["profile_id"] == one.profile_id] == [f.id for f in one.findings]
    assert report.rows["panel_scores"] == 42
    names = some.snapshot().keys()
    assert {f"csv/{name}.csv" for name in PANEL} | {f"schema/{name}.json" for name in PANEL} <= names


def test_a_family_is_not_judged_and_not_counted(world: World) -> None:
    roles = "".join(f"\n## {name}\n\n### Responsibilities\n\n- Rings.\n- Oils.\n" for name in ("Clerk", "Technician"))
    world.write("family.md", f"# Tower\n\nAll of them have a key.\n{roles}")
    world.run(review=True)
    data = ingest.open(world.out)
    assert data.profiles.arrow()["shape"].to_pylist() == ["family", "role", "role"]
    assert remarks(data, ()).reviewed == len(data.review()) == 2


def test_without_it_there_is_no_trace_of_the_panel(some: World) -> None:
    some.run(export=("parquet", "json", "csv"))
    assert not [name for name in some.snapshot() if "panel" in name]
    assert b"panel" not in some.snapshot()["datapackage.json"] + some.snapshot()["manifest.json"]
    with pytest.raises(ingest.UsageError, match="made without --review"):
        ingest.open(some.out).panel_scores.arrow()


@pytest.mark.usefixtures("settled")
def test_turned_on_and_off_it_reads_no_dump_and_writes_no_other_table(some: World) -> None:
    some.run()
    without = some.snapshot()
    on = some.run(review=True)
    assert on.published
    assert on.bytes == 0
    assert on.reasons == {}
    assert tables(some) >= PANEL
    with_it = some.snapshot()
    assert only(with_it, panel=False) == only(without, panel=False)
    assert not some.run(review=True).published
    off = some.run()
    assert off.published
    assert off.bytes == 0
    assert some.snapshot() == without
    assert not some.run().published


def test_history_and_workers_do_not_matter(some: World, tmp_path: Path) -> None:
    some.run(review=True)
    some.write("3.txt", page(3, 4))
    some.write("8.txt", page(8))
    (some.raw / "1.txt").unlink()
    some.run()
    some.write("9.txt", page(9))
    some.run(review=True, workers=2)
    at_once = World(tmp_path / "other")
    for path in sorted(some.raw.iterdir(), reverse=True):
        at_once.write(path.name, path.read_bytes())
    at_once.run(review=True)
    assert some.snapshot() == at_once.snapshot()


def test_only_what_changed_is_reviewed(some: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reviewed: list[str] = []

    def watch(profile: Profile, *, identity: str) -> Review:
        reviewed.append(identity)
        return review(profile, identity=identity)

    monkeypatch.setattr("ingest.panel.review", watch, raising=False)
    some.run(review=True)
    assert len(reviewed) == 7
    reviewed.clear()
    some.write("3.txt", page(3, 4))
    some.run(review=True)
    assert len(reviewed) == 1
    reviewed.clear()
    some.run()
    some.write("4.txt", page(4, 3))
    some.run(review=True)
    assert len(reviewed) == len(set(reviewed)) == 7


def test_another_panel_reviews_all_again(some: World, monkeypatch: pytest.MonkeyPatch) -> None:
    some.run(review=True)
    monkeypatch.setattr("ingest.panel.panel_version", lambda: "next", raising=False)
    assert some.run(review=True).published
    assert not some.run(review=True).published


def test_what_is_published_is_what_would_be_asked(some: World, monkeypatch: pytest.MonkeyPatch) -> None:
    some.run()
    asked = ingest.open(some.out).review()
    monkeypatch.setattr(publishing, "LEAF_DUMPS", 3)
    some.write("8.txt", page(8))
    some.run(review=True)
    (some.raw / "8.txt").unlink()
    some.run(review=True)
    monkeypatch.setattr("ingest.catalogue.reviews.review", None)  # nothing is asked again
    assert ingest.open(some.out).review() == asked
    monkeypatch.setattr("ingest.catalogue.reviews.panel_version", lambda: "next")
    with pytest.raises(TypeError):
        ingest.open(some.out).review()


def test_leaves_split_and_join(some: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    some.run(review=True)
    monkeypatch.setattr(publishing, "LEAF_DUMPS", 3)
    some.write("8.txt", page(8))
    some.run(review=True)
    assert len([name for name in some.snapshot() if name.startswith("parquet/panel_scores/")]) > 1
    at_once = World(tmp_path / "other")
    for path in some.raw.iterdir():
        at_once.write(path.name, path.read_bytes())
    at_once.run(review=True)
    assert some.snapshot() == at_once.snapshot()
    assert partitioning.LEAF_DUMPS > 3


def test_a_damaged_part_of_the_panel_is_mended(some: World) -> None:
    some.run(review=True)
    good = some.snapshot()
    part = next((some.out / "current").resolve().glob("parquet/panel_scores/*"))
    part.chmod(0o644)
    part.write_bytes(part.read_bytes()[:-10])
    assert some.run(review=True).rebuilt
    assert some.snapshot() == good


def test_no_profiles(world: World) -> None:
    world.write("empty.txt", " ")
    world.run(review=True)
    assert ingest.open(world.out).panel_scores.arrow().num_rows == 0
    assert ingest.open(world.out).review() == []
