"""`ingest quarantine retry` and `run --retry`: what is in quarantine is read though it has not changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.test_run import PROFILE, report_of


@pytest.fixture
def shut(ingest: Run, workplace: Path) -> Path:
    """A dataset of two dumps, one of them a PDF in quarantine."""
    folder = workplace / "dumps"
    folder.mkdir()
    (folder / "good.txt").write_text(PROFILE, "utf-8")
    (folder / "page.txt").write_bytes(b"%PDF-1.7\n")
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert ingest("run", "dumps").returncode == 3
    return folder


@pytest.mark.usefixtures("shut")
def test_only_what_is_in_quarantine_is_read_again(ingest: Run, workplace: Path) -> None:
    done = ingest("quarantine", "retry", "dumps")
    assert done.returncode == 0, "it was in quarantine before: no news"
    assert done.stdout.startswith("2 dumps: 1 unchanged, 1 in quarantine\n1 error: E102")
    report = report_of(done.stdout, workplace)
    assert report["reasons"]["retry"] == 1  # type: ignore[index]
    assert [finding["uri"] for finding in report["findings"]] == ["dumps/page.txt"]  # type: ignore[attr-defined]
    assert report["published"] is False


@pytest.mark.usefixtures("shut")
def test_the_plan_says_so(ingest: Run) -> None:
    plan = json.loads(ingest("run", "dumps", "--plan", "--retry", "--format", "json").stdout)
    assert {"uri": "dumps/page.txt", "reason": "retry"} in plan["steps"]
    plan = json.loads(ingest("run", "dumps", "--plan", "--format", "json").stdout)
    assert "retry" not in {step["reason"] for step in plan["steps"]}


def test_inputs_may_come_from_the_settings(ingest: Run, workplace: Path, shut: Path) -> None:
    (workplace / "ingest.toml").write_text('inputs = ["dumps"]\nout = "out"\n', "utf-8")
    assert ingest("quarantine", "retry").stdout.startswith("2 dumps: 1 unchanged, 1 in quarantine\n")
    (shut / "page.txt").write_text(PROFILE.replace("OVEN", "TABLE"), "utf-8")
    done = ingest("quarantine", "retry", "-d", "out")
    assert done.stdout.startswith("2 dumps: 1 published, 1 unchanged\n")
    assert ingest("quarantine", "list").stdout == "0 dumps in quarantine\n"
