"""What a run writes into the folder it reads is no dump, on the first run or on any other."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.conftest import Run
from cli.test_run import PROFILE


@pytest.fixture
def mine(workplace: Path) -> Path:
    folder = workplace / "mine"
    (folder / "runs").mkdir(parents=True)
    (folder / "a.txt").write_text(PROFILE, "utf-8")
    (folder / "runs/b.txt").write_text(PROFILE.replace("OVEN", "TABLE"), "utf-8")
    return folder


def _known(out: Path) -> list[str]:
    uris: list[str] = pq.read_table(out / "current/parquet/documents", columns=["uri"])["uri"].to_pylist()
    return sorted(uris)


@pytest.mark.parametrize("arguments", [["."], ["**/*.*"], [".", "-o", "deep/er"], [".", "--report", "report.json"]])
def test_the_dataset_lies_in_the_input(ingest: Run, mine: Path, arguments: list[str]) -> None:
    first = ingest("run", *arguments, cwd=mine)
    assert first.returncode == 0, first.stderr
    again = ingest("run", *arguments, cwd=mine)
    assert "nothing is new" in again.stdout
    assert again.stdout.startswith("2 dumps: 2 unchanged\n")
    assert _known(mine / ("deep/er" if "-o" in arguments else "out")) == ["mine/a.txt", "mine/runs/b.txt"]


def test_the_dataset_is_the_input(ingest: Run, mine: Path) -> None:
    (mine / "runs/b.txt").unlink()
    for _ in range(2):
        done = ingest("run", ".", "-o", ".", cwd=mine)
        assert done.returncode == 0, done.stderr
    assert "nothing is new" in done.stdout
    assert _known(mine) == ["mine/a.txt"]


def test_other_datasets_are_passed_over(ingest: Run, mine: Path) -> None:
    ingest("run", "a.txt", "-o", "elsewhere", cwd=mine)
    ingest("run", ".", "-o", "../out", cwd=mine)
    assert _known(mine.parent / "out") == ["mine/a.txt", "mine/runs/b.txt"]
    checked = json.loads(ingest("check", ".", "--format", "json", cwd=mine).stdout)["totals"]
    assert (checked["dumps"], checked["passed_over"]) == (2, 0)


def test_sites_and_reports_are_passed_over(ingest: Run, mine: Path) -> None:
    ingest("run", ".", "--report", "older.html", cwd=mine)
    for number in (1, 2):
        done = ingest("run", ".", "--report", f"report-{number}.html", cwd=mine)
        assert done.returncode == 0, done.stderr
    assert ingest("site", "-o", "deep/site", cwd=mine).returncode == 0
    (mine / "copy").mkdir()
    (mine / "copy/index.html").write_bytes((mine / "deep/site/index.html").read_bytes())
    done = ingest("run", ".", cwd=mine)
    assert done.returncode == 0, done.stderr
    documents = pq.read_table(mine / "out/current/parquet/documents").to_pylist()
    read = sorted(row["uri"] for row in documents if row["status"] == "published")
    assert read == ["mine/a.txt", "mine/runs/b.txt"]
    ours = {row["uri"] for row in documents if row["reason"] == "I611"}
    assert ours == {"mine/older.html", "mine/report-1.html", "mine/report-2.html", "mine/copy/index.html"}
    assert len(documents) == 6, "of the site nothing is seen"
    totals = json.loads(ingest("check", ".", "--format", "json", cwd=mine).stdout)["totals"]
    assert (totals["dumps"], totals["severities"]["error"]) == (2, 0)


def test_folders_that_only_have_such_names_are_read(ingest: Run, mine: Path) -> None:
    (mine / "snapshots").mkdir()
    (mine / "snapshots/c.txt").write_text(PROFILE.replace("OVEN", "SHELF"), "utf-8")
    ingest("run", ".", cwd=mine)
    assert _known(mine / "out") == ["mine/a.txt", "mine/runs/b.txt", "mine/snapshots/c.txt"]
