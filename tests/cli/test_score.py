from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import Run


@pytest.fixture
def truth(workplace: Path, root: Path) -> Path:
    return Path(shutil.copytree(root / "examples" / "truth", workplace / "truth"))


def test_text_and_json_say_the_same(ingest: Run, truth: Path) -> None:
    told = json.loads(ingest("score", truth, "--format", "json").stdout)
    figures = told["figures"]
    assert (figures["pages"], figures["profiles"], figures["negatives"], figures["lines"]) == (3, 2, 1, 16)
    assert sum(page["figures"]["right"] for page in told["pages"]) == figures["right"]
    shown = ingest("score", truth).stdout
    rows = dict(line.split(None, 3)[1:3] for line in shown.splitlines() if line.startswith("lines "))
    assert int(rows["right"]) == figures["right"]
    assert int(rows["kept"]) == figures["kept"]


def test_misses_name_page_and_line(ingest: Run, truth: Path) -> None:
    (truth / "crossing-attendant.md").write_text("# Somebody\n\n**Location:** Elsewhere\n", "utf-8")
    shown = ingest("score", truth, "-v").stdout.splitlines()
    assert "crossing-attendant.md:1: title 'Crossing Attendant' is missing; there is 'Somebody'" in shown
    assert any(line.startswith("crossing-attendant.md:3: fact location = 'Elm Row") for line in shown)


def test_a_folder_of_pages_about_no_role(ingest: Run, truth: Path) -> None:
    for path in truth.glob("*.json"):
        path.unlink()
    figures = json.loads(ingest("score", "--negatives", truth, "--format", "json").stdout)["figures"]
    assert (figures["negatives"], figures["profiles"]) == (3, 0)
    assert figures["wrongly_accepted"] >= 1, "the attendant's page is about a role"
    assert "wrongly accepted" in ingest("score", "--negatives", truth).stdout


@pytest.mark.parametrize("arguments", [(), ("raw",), ("nowhere",)])
def test_wrong_usage(ingest: Run, arguments: tuple[str, ...]) -> None:
    done = ingest("score", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
