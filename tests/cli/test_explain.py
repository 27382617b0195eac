from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from ingest.line_citations import cited_by
from ingest.read import read_text
from ingest.text.normalise import width

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def samples(raw: Path) -> list[Path]:
    paths = sorted(raw.glob("*/*.txt"))
    assert len(paths) >= 20
    return paths


def value_at(record: Any, path: str) -> Any:
    """The value of `skills[3].name` in the JSON of a record, or of all records for `[1].skills[3].name`."""
    for name, index in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        record = record[name] if name else record[int(index)]
    return record


def test_every_path_leads_to_a_value(raw: Path) -> None:
    for path in samples(raw):
        reading = read_text(path.read_bytes().decode("utf-8-sig", "replace"))
        records = [profile.model_dump(mode="json") for profile in reading.profiles]
        top = records if len(records) > 1 else records[0]
        for line, cited in cited_by(reading.profiles).items():
            for field in cited:
                assert value_at(top, field) not in (None, [], {}), f"{path.name}:{line} {field}"


def test_every_owned_line_is_shown_with_its_owner(ingest: Run, raw: Path) -> None:
    done = ingest("explain", "raw/data/data-pipelines-p4.txt")
    rows = [line.split("\t") for line in done.stdout.removesuffix("\n").split("\n")]
    assert (done.returncode, done.stderr) == (0, "")
    assert [row[3] for row in rows] == (raw / "data/data-pipelines-p4.txt").read_text("utf-8").splitlines()
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    by_line = {int(row[0]): (row[1], row[2]) for row in rows}
    assert by_line[2] == ("code", "code path level.code level.label level.track level.rank")
    assert by_line[7][0] == "structure"
    assert by_line[9] == ("responsibilities", "responsibilities[0]")
    assert by_line[48] == ("skills", "skills[0]") or "skills[0]" in {paths for _, paths in by_line.values()}


def test_a_kept_bullet_is_cited_by_the_bullet(ingest: Run) -> None:
    done = ingest("explain", "-", input="Baker — P1\nA.B.P1\nTools of the trade\n- Oven\n- Peel\n")
    assert done.stdout.splitlines()[3:] == [
        "4\tsection\tsections[0].blocks[0].items[0]\t- Oven",
        "5\tsection\tsections[0].blocks[0].items[1]\t- Peel",
    ]


def test_several_profiles_have_an_index(ingest: Run) -> None:
    done = ingest("explain", "raw/finance-operations/accounts-payable-p4-p5.txt")
    first, second = done.stdout.splitlines()[1], done.stdout.splitlines()[88]
    assert first.split("\t")[2].startswith("[0].code ")
    assert second.split("\t")[2].startswith("[1].code ")


def test_json(ingest: Run) -> None:
    answer = json.loads(ingest("explain", "--format", "json", "-", input="Baker — P1\nA.B.P1\n\nMiscellany\n").stdout)
    assert answer["uri"] == "stdin/-"
    assert answer["lines"][2] == {"line": 3, "line_end": 3, "owner": None, "cited_by": [], "text": ""}
    assert answer["lines"][1]["cited_by"][0] == "code"


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_is_filled_but_not_overrun(terminal: Callable[..., str], columns: int, raw: Path) -> None:
    for path in ("data/data-pipelines-p4.txt", "finance-operations/accounts-payable-p4-p5.txt"):
        shown = terminal(columns, "explain", f"raw/{path}")
        lines = ANSI.sub("", shown).rstrip("\n").split("\n")
        assert max(map(width, lines)) == columns
        numbers = [int(match[1]) for line in lines if (match := re.match(r" *(\d+)  ", line))]
        assert numbers == list(range(1, len((raw / path).read_text("utf-8").splitlines()) + 1))


def test_colour_on_a_terminal_only(terminal: Callable[..., str], ingest: Run) -> None:
    assert ANSI.search(terminal(80, "explain", "raw/data/data-pipelines-p4.txt"))
    assert not ANSI.search(ingest("explain", "raw/data/data-pipelines-p4.txt").stdout)


def test_unreadable(ingest: Run, workplace: Path) -> None:
    (workplace / "page.txt").write_bytes(b"%PDF-1.7\n")
    done = ingest("explain", "page.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert " E102 " in done.stderr


def test_a_page_of_html_is_shown_with_the_lines_of_its_file(ingest: Run) -> None:
    rows = [
        line.split("\t") for line in ingest("explain", "raw/customer-success/renewal-desk-p3.html").stdout.splitlines()
    ]
    assert [rows[0][0], rows[0][1], rows[0][3]] == ["12", "title", "# Renewal Desk — P3"]
    (skill,) = [row for row in rows if row[3] == "Deadline sense"]
    assert skill[:3] == ["76", "skills", "skills[2]"]
    (row,) = [row for row in rows if row[3].startswith("| P3 |")]
    assert row[0] == "62-64"
    assert all(text.strip() for *_, text in rows)


def test_values_on_one_line_of_a_page_are_cited_by_their_own_texts(ingest: Run) -> None:
    page = "<html><body><h1>Baker — P1</h1><p>A.B.P1</p><h2>Skills</h2><ul><li>Kneading<li>Sieving</ul></body>"
    rows = [line.split("\t") for line in ingest("explain", "-", input=page).stdout.splitlines()]
    assert {row[0] for row in rows} == {"1"}
    assert [row[2] for row in rows if row[1] == "skills"] == ["skills[0]", "skills[1]"]
