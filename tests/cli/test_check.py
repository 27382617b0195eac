from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from cli.conftest import PROGRAM, Run

WARNS = "raw/data/data-pipelines-p4.txt"
NO_PROFILE = "Some sentences about nothing in particular.\n"


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (None, "error", 0),
        (None, "warning", 6),
        (None, "never", 0),
        (NO_PROFILE, "error", 6),
        (NO_PROFILE, "warning", 6),
        (NO_PROFILE, "never", 0),
    ],
)
def test_the_gate(ingest: Run, text: str | None, fail_on: str, code: int) -> None:
    done = ingest("check", "--fail-on", fail_on, "-" if text else WARNS, input=text)
    assert done.returncode == code
    assert re.search("E201" if text else "W503", done.stdout)


def test_errors_fail_without_being_asked(ingest: Run) -> None:
    assert ingest("check", "-", input=NO_PROFILE).returncode == 6


def test_the_gate_counts_what_nobody_reads(workplace: Path) -> None:
    dumps = workplace / "dumps"
    dumps.mkdir()
    for number in range(200):
        (dumps / f"a{number}.txt").write_text("Baker — P1\nA.B.P1\nSkills\n- Kneading\n- Baking\n", "utf-8")
    (dumps / "z.txt").write_text(NO_PROFILE)
    line = f"set -o pipefail; {PROGRAM} check dumps | head -n 1"
    done = subprocess.run(["bash", "-c", line], cwd=workplace, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (6, b"")


def test_a_finding_shows_its_place(ingest: Run, raw: Path) -> None:
    lines = ingest("check", WARNS).stdout.split("\n")
    where = next(index for index, line in enumerate(lines) if " W405 " in line)
    head, text, caret, hint = lines[where : where + 4]
    number, column = map(int, re.match(r"raw/data/data-pipelines-p4\.txt:(\d+):(\d+): W405 ", head).groups())
    line = (raw / "data/data-pipelines-p4.txt").read_text("utf-8").splitlines()[number - 1]
    assert text == f"    {line}"
    assert caret == " " * (4 + column - 1) + "^" + "~" * (len(line) - column)
    assert hint == "    hint: Check the parts against the page."


def test_the_mark_is_as_wide_as_wide_characters(ingest: Run) -> None:
    lines = ingest("check", "-", input="生地をこねる\n").stdout.split("\n")
    assert lines[0].startswith("-:1:1: E201 ")
    assert lines[1:3] == ["    生地をこねる", "    ^" + "~" * 11]


def test_json_says_the_same_as_text(ingest: Run) -> None:
    text = ingest("check", "raw").stdout
    answer = json.loads(ingest("check", "--format", "json", "raw").stdout)
    shown = Counter(re.findall(r"^\S+?:\d+:\d+: ([EWI]\d{3})", text, re.MULTILINE))
    assert shown == answer["totals"]["codes"] == Counter(finding["code"] for finding in answer["findings"])
    assert sum(answer["totals"]["severities"].values()) == len(answer["findings"]) == shown.total()
    assert answer["totals"]["dumps"] == 28
    for code, count in shown.items():
        assert re.search(rf"^{code} +{count} ", text, re.MULTILINE)
    assert text.splitlines()[-1].startswith("28 dumps, ")


def test_nothing_found_is_valid_json_too(ingest: Run, workplace: Path) -> None:
    (workplace / "empty").mkdir()
    answer = json.loads(ingest("check", "--format", "json", "empty").stdout)
    assert answer["findings"] == []
    assert answer["totals"]["dumps"] == 0


def test_a_dump_that_cannot_be_read_does_not_hide_the_others(ingest: Run, workplace: Path) -> None:
    folder = workplace / "dumps"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"%PDF-1.7\n")
    (folder / "b.txt").write_bytes("Baker — P1\n".encode() + b"\xff\xc3\xa9\xc3\xa9\n")
    (folder / "c.txt").write_text(NO_PROFILE)
    (folder / "d.txt").write_text("")
    (folder / "notes.log").write_text("not a dump\n")
    answer = json.loads(ingest("check", "--format", "json", "dumps").stdout)
    assert {(finding["path"], finding["code"]) for finding in answer["findings"] if finding["code"] != "I609"} == {
        ("dumps/a.txt", "E102"),
        ("dumps/b.txt", "E101"),
        ("dumps/c.txt", "E201"),
        ("dumps/d.txt", "I605"),
    }
    assert (answer["totals"]["dumps"], answer["totals"]["passed_over"]) == (4, 1)
