"""A run from end to end: what is published, what is reported, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.catalogue import open_dataset
from ingest.errors import UsageError
from ingest.pipeline import Report

from .world import World, page

_THREE = page(1) + "\f\n" + page(2) + "\f\n" + page(3)


def test_a_folder_of_good_and_bad_dumps(world: World) -> None:
    world.write("good.txt", page())
    world.write("paper.txt", b"%PDF-1.7\n\x00\x01\x02")
    world.write("empty.txt", b" \n\n")
    world.write("latin.txt", page(4, note="A caf\u00e9 \u2013 with \u201cquotes\u201d.").encode("cp1252"))
    world.write("three.txt", _THREE)
    report = world.run(export=("parquet", "json", "csv"))
    assert report.exit_code == 3
    assert report.published
    assert report.new_in_quarantine == ("raw/paper.txt",)
    assert {(f.uri, f.code) for f in report.findings} == {("raw/paper.txt", "E102"), ("raw/empty.txt", "I605")}
    data = open_dataset(world.out)
    profiles = data.profiles.to_pandas()
    assert sorted(profiles["uri"]) == ["raw/good.txt", "raw/latin.txt", *["raw/three.txt"] * 3]
    documents = data.documents.to_pandas().set_index("uri")
    assert documents["status"].to_dict() == {
        "raw/good.txt": "published",
        "raw/paper.txt": "quarantined",
        "raw/empty.txt": "skipped",
        "raw/latin.txt": "published",
        "raw/three.txt": "published",
    }
    assert documents.loc["raw/latin.txt", "encoding"] == "cp1252"
    lines = (world.out / "current/json/profiles.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["code"] for line in lines} == set(profiles["code"])
    assert any("caf\u00e9 \u2013 with \u201cquotes\u201d" in line for line in lines)


def test_the_accounting_adds_up_and_the_report_is_on_disk(world: World) -> None:
    for number in range(5):
        world.write(f"{number}.txt", page(number))
    world.write("README.md", "not a dump")
    report = world.run()
    assert report.accounting is not None
    assert report.accounting.model_dump() == {
        "total": 6, "published": 5, "unchanged": 0, "quarantined": 0, "skipped": 1, "deleted": 0, "outside": 0,
        "unread": 0,
    }  # fmt: skip
    saved = Report.model_validate_json((world.out / "runs" / f"{report.id}.json").read_bytes())
    assert saved == report
    assert saved.exit_code == 0
    assert saved.snapshot == 1
    assert saved.rows["profiles"] == 5


def test_a_text_that_is_no_profile_waits_in_quarantine_until_it_is_accepted(world: World) -> None:
    world.write("good.txt", page())
    world.write("note.txt", "Dear all,\n\nthe lift is broken again.\n")
    assert world.run().exit_code == 3
    assert world.run().exit_code == 0, "it is not new in quarantine any more"
    accepted = world.run(accept="any")
    assert accepted.reasons["setting"] == 1
    assert open_dataset(world.out).documents.to_pandas()["status"].tolist() == ["published"] * 2
    refused = world.run()
    assert refused.reasons["setting"] == 1
    assert refused.new_in_quarantine == ("raw/note.txt",)


def test_every_dump_fails(world: World) -> None:
    world.write("paper.txt", b"%PDF-1.7")
    report = world.run()
    assert report.exit_code == 4
    assert "every dump fails" in str(report.error)
    assert not (world.out / "current").exists()


@pytest.mark.parametrize(("budget", "exit_code"), [("40%", 3), ("2", 3), ("39%", 4), ("1", 4)])
def test_the_error_budget(world: World, budget: str, exit_code: int) -> None:
    for number in range(3):
        world.write(f"{number}.txt", page(number))
    for number in range(2):
        world.write(f"bad-{number}.txt", b"%PDF-1.7")
    report = world.run(max_failures=budget)
    assert report.exit_code == exit_code
    assert (world.out / "current").exists() == (exit_code == 3)


def test_a_bug_of_ours_costs_one_dump(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import read as reader

    read = reader.read_text

    def broken(text: str, **given: object) -> object:
        if "smudged nine" in text:
            raise ZeroDivisionError("one over nought")
        return read(text, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read_text", broken)
    world.write("good.txt", page(1))
    world.write("bad.txt", page(2).replace("smudged seven", "smudged nine"))
    report = world.run()
    assert report.exit_code == 3
    assert report.codes["E202"] == 1
    assert "ZeroDivisionError: one over nought" in report.failures["raw/bad.txt"]


def test_nothing_of_the_clock_the_place_or_the_order_is_in_a_snapshot(world: World, tmp_path: Path) -> None:
    names = [f"{number}/x.txt" for number in range(6)]
    elsewhere = World(tmp_path / "elsewhere")
    for number, name in enumerate(names):
        world.write(name, page(number))
    for number, name in reversed(list(enumerate(names))):
        elsewhere.write(name, page(number))
    world.run(export=("parquet", "json", "csv"))
    elsewhere.run(export=("parquet", "json", "csv"))
    elsewhere.run(export=("parquet", "csv"))
    elsewhere.run(export=("parquet", "json", "csv"))
    assert world.snapshot() == elsewhere.snapshot()


def test_a_dataset_that_is_not_there(world: World) -> None:
    with pytest.raises(UsageError, match="nothing is published here"):
        open_dataset(world.out)
