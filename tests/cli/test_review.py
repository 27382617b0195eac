"""`ingest review`: pages, the table, JSON, the gate."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from ingest.panel import DIMENSIONS

KEYS = ["code", "title", "uri", "profile_id", "pass", "minimum", "scores", "not_applicable", "findings"]
PAGE = "raw/data/data-pipelines-p4.txt"
GOOD = "raw/framework/ic3-localisation-engineer.txt"


def test_a_dump_as_json(ingest: Run) -> None:
    answer = ingest("review", PAGE, "--format", "json")
    assert answer.returncode == 6
    (review,) = json.loads(answer.stdout)
    assert list(review) == KEYS
    assert review["code"] == "DATAPL4.PIPELN7C2.P4"
    assert review["pass"] is False
    assert review["minimum"] == 3
    assert list(review["scores"]) == [*DIMENSIONS]
    finding = next(one for one in review["findings"] if one["id"] == "consistency.experience-disagrees")
    assert finding["spans"] == [{"line_start": 81, "line_end": 82}, {"line_start": 41, "line_end": 41}]
    assert finding["quote"] == "5–8 yrs"


@pytest.mark.parametrize(("least", "code"), [(1, 0), (3, 0), (4, 6), (5, 6)])
def test_the_gate(ingest: Run, least: int, code: int) -> None:
    answer = ingest("review", PAGE, "--min", least, "--format", "json")
    assert answer.returncode == code
    assert json.loads(answer.stdout)[0]["pass"] is (code == 0)


def test_a_page_that_claims_little_passes(ingest: Run) -> None:
    answer = ingest("review", GOOD)
    assert answer.returncode == 0
    assert "passes: the lowest score is 4" in answer.stdout
    assert answer.stdout.count("not applicable") == 4


def test_a_dump_of_two_profiles(ingest: Run) -> None:
    reviews = json.loads(
        ingest("review", "raw/finance-operations/accounts-payable-p4-p5.txt", "--format", "json").stdout
    )
    assert [review["code"] for review in reviews] == ["FINOPS6.PAYABL2D9.P4", "FINOPS6.PAYABL2D9.P5"]
    lines = [span["line_start"] for finding in reviews[1]["findings"] for span in finding["spans"]]
    assert min(lines) >= 88


def test_the_dataset_says_what_the_dumps_say(ingest: Run, published: Path) -> None:
    dumps = json.loads(ingest("review", "raw/", "--format", "json").stdout)
    dataset = json.loads(ingest("review", "-d", published, "--format", "json").stdout)
    assert len(dumps) == 37
    assert sorted(dumps, key=lambda one: one["profile_id"]) == sorted(dataset, key=lambda one: one["profile_id"])
    profiles = library.open(published).profiles.arrow().to_pylist()
    known = {row["profile_id"] for row in profiles if row["shape"] != "family"}
    assert {one["profile_id"] for one in dataset} == known


def test_a_code_or_a_level_of_a_dataset(ingest: Run, published: Path) -> None:
    one = json.loads(ingest("review", "-d", published, "DATAPL4.PIPELN7C2.P4", "--format", "json").stdout)
    assert [review["title"] for review in one] == ["Data Pipelines — P4"]
    several = json.loads(ingest("review", "--data", published, "m1", "m2", "--format", "json").stdout)
    assert sorted(review["code"][-2:] for review in several) == ["M1", "M2"]
    assert ingest("review", "-d", published, "nobody").returncode == 2


def test_many_profiles_are_a_table_the_worst_first(ingest: Run, published: Path) -> None:
    shown = ingest("review", "-d", published)
    assert shown.returncode == 6
    lines = shown.stdout.splitlines()
    assert lines[0].split() == ["lowest", "profile", "weakest", "in", "findings"]
    assert lines[1].split()[:2] == ["3", "DATAPL4.GOVERN3K8.P3"]
    assert "… 17 more profiles, none worse; --limit 0 shows all" in lines
    assert lines[-1] == "37 profiles: 8 pass, 29 below 4"
    every = ingest("review", "-d", published, "--limit", 0).stdout.splitlines()
    lowest = [int(line.split()[0]) for line in every[1:38]]
    assert lowest == sorted(lowest)
    assert re.search(r"^consistency.experience-disagrees +major +2 ", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize("columns", [80, 140])
def test_it_fits_a_terminal(terminal: Callable[..., str], published: Path, columns: int) -> None:
    for arguments in (["review", PAGE], ["review", "-d", published]):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", terminal(columns, *arguments))
        assert all(len(line) <= columns for line in shown.splitlines()), shown
        assert "experience" in shown


def test_what_cannot_be_read_does_not_pass(ingest: Run, workplace: Path) -> None:
    (workplace / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    (workplace / "empty.txt").write_text(" \n", "utf-8")
    refused = ingest("review", "picture.txt", GOOD, "--format", "json")
    assert refused.returncode == 6
    assert "E102" in refused.stderr
    assert len(json.loads(refused.stdout)) == 1
    empty = ingest("review", "empty.txt", "--format", "json")
    assert (empty.returncode, json.loads(empty.stdout)) == (0, [])
    assert "I605" in empty.stderr
    assert ingest("review", "nowhere.txt").returncode == 2


def test_what_is_no_profile_does_not_pass(ingest: Run) -> None:
    answer = ingest("review", "-", "--format", "json", input="Bread keeps longest in a cloth.")
    (review,) = json.loads(answer.stdout)
    assert (answer.returncode, review["minimum"], review["code"]) == (6, 1, None)
    assert review["findings"][0]["id"] == "completeness.not-a-profile"


def test_a_reader_that_leaves_does_not_open_the_gate(workplace: Path, programs: Path) -> None:
    command = f"{programs}/ingest review raw/ --format json | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=workplace, capture_output=True, check=True)
    assert done.stdout.decode().split() == ["[", "6"]


def test_a_page_of_very_many_findings(ingest: Run) -> None:
    rows = "".join(f"| P2 | Knows tide {number}. |\n" for number in range(1000))
    text = f"Tide Reader — P2\nA.B.P2\nLevel guidelines\n| Level | Knowledge & Application |\n|---|---|\n{rows}"
    shown = ingest("review", "-", input=text).stdout
    assert shown.count("major  consistency.level-twice") == 20
    assert "… 979 more consistency.level-twice; --limit 0 shows all" in shown
    assert ingest("review", "-", "--limit", 0, input=text).stdout.count("major  consistency.level-twice") == 999


def test_a_terminal_cannot_be_steered(ingest: Run) -> None:
    text = "Baker\x1b[31m — P1\nA.B.P1\nProvenance\nEvery part\x1b[2J is sourced.\n"
    for form in ("text", "json"):
        assert "\x1b" not in ingest("review", "-", "--format", form, input=text).stdout
