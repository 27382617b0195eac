from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from ingest.cli.views import VIEWS
from ingest.tables import TABLES

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Path:
    out = tmp_path_factory.mktemp("published") / "out"
    report = library.run([raw], out=out, workers=1, export=("parquet",))
    assert report.published
    return out


def test_overview(ingest: Run, published: Path) -> None:
    shown = ingest("show", "-d", published).stdout
    counts = dict(re.findall(rf"^({'|'.join(TABLES)}) +([\d,]+)  \w", shown, re.MULTILINE))
    data = library.open(published)
    assert {name: int(count.replace(",", "")) for name, count in counts.items()} == {
        name: data.table(name).arrow().num_rows for name in TABLES
    }
    assert re.search(r"^FINOPS6 +9  P1 P2 P3 P4 P5 +Accounts Payable, Month-End Close$", shown, re.MULTILINE)
    answer = json.loads(ingest("show", "-d", published, "--format", "json").stdout)
    assert answer["texts"] == data.paragraph_occurrences.arrow().num_rows
    assert sum(family["profiles"] for family in answer["families"]) == data.roles.arrow().num_rows


def test_every_table_has_a_view_of_its_columns(ingest: Run, published: Path) -> None:
    assert list(VIEWS) == list(TABLES)
    for name, columns in VIEWS.items():
        assert set(columns) <= set(TABLES[name].schema.names)
    assert ingest("show", "documents", "-d", published).stdout.splitlines()[0].split() == list(VIEWS["documents"])


def test_a_table_in_full(ingest: Run, published: Path) -> None:
    rows = json.loads(ingest("show", "skills", "--limit", "0", "--format", "json", "-d", published).stdout)
    assert rows == library.open(published).skills.arrow().to_pylist()
    few = ingest("show", "skills", "--limit", "3", "--columns", "name,line_start", "-d", published).stdout.splitlines()
    assert few[0].split() == ["name", "line_start"]
    assert few[1].startswith(rows[0]["name"])
    assert few[4] == f"… {len(rows) - 3:,} more rows; --limit 0 shows all"


def test_a_profile_is_found_by_code_or_title(ingest: Run, published: Path) -> None:
    by_code = ingest("show", "datapl4.pipeln7c2.p4", "-d", published)
    by_title = ingest("show", "Data Pipelines — P4", "-d", published)
    assert by_code.stdout == by_title.stdout
    assert by_code.stdout.startswith("      Data Pipelines — P4\n    2 DATAPL4.PIPELN7C2.P4\n")
    record = json.loads(ingest("show", "DATAPL4.PIPELN7C2.P4", "--format", "json", "-d", published).stdout)
    for skill in record["skills"]:
        start, end = skill["span"]["line_start"], skill["span"]["line_end"]
        assert re.search(rf"^{start}-{end} {re.escape(skill['name'])}", by_code.stdout, re.MULTILINE)


def test_what_is_not_there(ingest: Run, published: Path, workplace: Path) -> None:
    done = ingest("show", "DATAPL4.PIPELN7C2", "-d", published)
    assert done.returncode == 2
    assert "near: DATAPL4.PIPELN7C2.P1, DATAPL4.PIPELN7C2.P2" in done.stderr
    done = ingest("show", "skills", "--columns", "nmae", "-d", published)
    assert done.returncode == 2
    assert "skills has no column 'nmae'; its columns are: document_id," in done.stderr
    done = ingest("show")
    assert done.returncode == 2
    assert "`ingest run INPUT -o out`" in done.stderr


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_is_not_overrun(terminal: Callable[..., str], published: Path, columns: int) -> None:
    for what in ((), ("skills",), ("diagnostics",), ("DATAPL4.PIPELN7C2.P4",)):
        lines = ANSI.sub("", terminal(columns, "show", *what, "-d", published)).split("\n")
        assert max(map(len, lines)) <= columns, what
        assert len(lines) > 10


