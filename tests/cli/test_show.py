from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

import ingest as library
from cli.conftest import Run
from ingest.catalogue.table_listing import columns_of
from ingest.cli.shown_columns import VIEWS
from ingest.diagnostics import CODES
from ingest.tables import TABLES

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def test_overview(ingest: Run, published: Path) -> None:
    shown = ingest("show", "-d", published).stdout
    counts = dict(re.findall(rf"^({'|'.join(TABLES)}) +([\d,]+)  \w", shown, re.MULTILINE))
    data = library.open(published)
    assert {name: int(count.replace(",", "")) for name, count in counts.items()} == {
        name: data.table(name).arrow().num_rows for name in data.tables
    }
    assert re.search(r"^FINOPS6 +9  P1 P2 P3 P4 P5 +Accounts Payable, Month-End Close$", shown, re.MULTILINE)
    answer = json.loads(ingest("show", "-d", published, "--format", "json").stdout)
    assert answer["texts"] == data.paragraph_occurrences.arrow().num_rows
    assert sum(family["profiles"] for family in answer["families"]) == data.roles.arrow().num_rows


def test_every_table_has_a_view_of_its_columns(ingest: Run, published: Path) -> None:
    assert list(VIEWS) == list(TABLES)
    for name, columns in VIEWS.items():
        assert set(columns) <= set(columns_of(name))
    assert ingest("show", "documents", "-d", published).stdout.splitlines()[0].split() == list(VIEWS["documents"])


def test_a_table_without_a_view_shows_its_first_columns(
    ingest: Run, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(VIEWS, "documents")
    shown = ingest("show", "documents", "-d", published)
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[0].split() == list(columns_of("documents")[:7])


def test_json_has_all_rows_unless_fewer_are_asked_for(ingest: Run, published: Path) -> None:
    total = library.open(published).skills.arrow().num_rows
    assert total > 20
    for given, rows in (((), total), (("--limit", "3"), 3)):
        assert len(json.loads(ingest("show", "skills", "--format", "json", *given, "-d", published).stdout)) == rows


def test_a_table_in_full(ingest: Run, published: Path) -> None:
    rows = json.loads(ingest("show", "skills", "--limit", "0", "--format", "json", "-d", published).stdout)
    stored = library.open(published).skills.arrow().to_pylist()
    key = ("profile_id", "ordinal")
    assert sorted(rows, key=itemgetter(*key)) == sorted(stored, key=itemgetter(*key))
    few = ingest("show", "skills", "--limit", "3", "--columns", "name,line_start", "-d", published).stdout.splitlines()
    assert few[0].split() == ["name", "line_start"]
    assert few[1].startswith(rows[0]["name"])
    assert few[4] == f"… {len(rows) - 3:,} more rows; --limit 0 shows all"


def test_rows_are_in_the_order_of_codes_or_uris(ingest: Run, published: Path) -> None:
    def column(table: str, name: str) -> list[str | None]:
        shown = ingest("show", table, "--columns", name, "--limit", "0", "-d", published, "--format", "json")
        return [row[name] for row in json.loads(shown.stdout)]

    for table, name in (("profiles", "code"), ("roles", "code"), ("skills", "profile"), ("guidelines", "profile")):
        found = [code for code, _ in groupby(column(table, name))]
        assert len(found) > 20
        assert found == sorted(found, key=lambda code: (not code or "." not in code, code)), table
    assert column("documents", "uri") == sorted(column("documents", "uri"), key=str)
    lines = column("skills", "line_start")
    assert lines[:3] == sorted(lines[:3], key=lambda line: int(str(line)))


def names_of_roles(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, str]] = json.loads(done.stdout)
    return {row["title"].partition(" — ")[0] for row in rows}


NO_CODE = {
    "IC3 Localisation Engineer",
    "Lock Keepers",
    "Planning Officer",
    "Porter",
    "Shift Baker",
    "Signaller",
    "Ward Clerk",
    "Ward Coordinator",
}


@pytest.mark.parametrize(
    ("what", "count", "roles"),
    [
        ("Data Pipelines", 5, {"Data Pipelines"}),
        ("datapl4", 12, {"Data Pipelines", "Data Governance", "Data Engineering Management"}),
        ("DATAPL4.PIPELN7C2", 5, {"Data Pipelines"}),
        ("PIPELN7C2", 5, {"Data Pipelines"}),
        ("M1", 1, {"Data Engineering Management"}),
        ("IC3", 1, {"IC3 Localisation Engineer"}),
        ("no code", 8, NO_CODE),
    ],
)
def test_what_the_overview_names_can_be_asked_for(
    ingest: Run, published: Path, what: str, count: int, roles: set[str]
) -> None:
    done = ingest("show", what, "-d", published, "--format", "json")
    if count == 1:
        assert json.loads(done.stdout)["title"].startswith(*roles)
        return
    assert names_of_roles(done) == roles
    assert len(json.loads(done.stdout)) == count
    assert ingest("show", what, "-d", published).stdout.splitlines()[-1].startswith(f"{count} profiles; ")


def test_all_of_the_overview_is_a_way_in(ingest: Run, published: Path) -> None:
    overview = json.loads(ingest("show", "-d", published, "--format", "json").stdout)
    family = overview["families"][0]
    for name in (family["code"], *family["levels"], *family["focuses"], *overview["codes"], *overview["dumps"]):
        done = ingest("show", name, "-d", published)
        assert done.returncode == 0, done.stderr


def test_a_finding(ingest: Run, published: Path) -> None:
    rows = [row for row in library.open(published).diagnostics.arrow().to_pylist() if row["code"] == "W503"]
    answer = json.loads(ingest("show", "w503", "--format", "json", "-d", published).stdout)
    assert answer["total"] == len(rows) == answer["dumps"] == 2
    assert [(place["uri"], place["line_start"]) for place in answer["places"]] == sorted(
        (row["uri"], row["line_start"]) for row in rows
    )
    shown = ingest("show", "W503", "--limit", "1", "-d", published).stdout.splitlines()
    assert shown[0] == f"W503 {CODES['W503'].title}"
    assert shown[1] == f"hint: {CODES['W503'].hint}"
    assert shown[2] == "2 findings in 2 dumps"
    assert shown[-1] == "… 1 more; --limit 0 shows all"
    assert "0 findings in 0 dumps" in ingest("show", "E203", "-d", published).stdout


def test_dumps_by_what_became_of_them(ingest: Run, published: Path) -> None:
    rows = json.loads(ingest("show", "skipped", "--format", "json", "-d", published).stdout)
    assert [(row["uri"], row["status"]) for row in rows] == [("raw/README.md", "skipped")]


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
    done = ingest("show", "DATAPL4.PIPELN7C", "-d", published)
    assert done.returncode == 2
    assert "near: DATAPL4.PIPELN7C2.P1, DATAPL4.PIPELN7C2.P2" in done.stderr
    done = ingest("show", "skills", "--columns", "nmae", "-d", published)
    assert done.returncode == 2
    assert "skills has no column 'nmae'; its columns are: profile, document_id," in done.stderr
    done = ingest("show")
    assert done.returncode == 2
    assert "`ingest run INPUT -o out`" in done.stderr


@pytest.mark.parametrize("columns", [80, 140])
def test_a_terminal_is_not_overrun(terminal: Callable[..., str], published: Path, columns: int) -> None:
    for what in ((), ("skills",), ("roles",), ("diagnostics",), ("DATAPL4.PIPELN7C2.P4",), ("DATAPL4",)):
        lines = ANSI.sub("", terminal(columns, "show", *what, "-d", published)).split("\n")
        assert max(map(len, lines)) <= columns, what
        assert len(lines) > 10


def test_codes_stay_whole_on_a_narrow_terminal(terminal: Callable[..., str], published: Path) -> None:
    codes = {code for code in library.open(published).roles.arrow()["code"].to_pylist() if code}
    for table in ("roles", "profiles", "skills", "guidelines", "responsibilities"):
        shown = ANSI.sub("", terminal(80, "show", table, "--limit", "0", "-d", published))
        assert codes <= set(shown.split()), table
    assert "not shown, for want of width: " in ANSI.sub("", terminal(80, "show", "roles", "-d", published))
    assert "not shown" not in ANSI.sub("", terminal(250, "show", "roles", "-d", published))


def test_what_is_too_wide_is_shown_a_field_a_line(terminal: Callable[..., str], published: Path) -> None:
    sql = "SELECT * FROM profiles ORDER BY code LIMIT 2"
    row = library.open(published).query(sql).arrow().to_pylist()[0]
    lines = ANSI.sub("", terminal(80, "query", sql, "-d", published)).split("\n")
    assert max(map(len, lines)) <= 80
    fields = [line.split()[0] for line in lines if line[:1].strip()]
    assert fields == [*row, *row]
    assert f"code{' ' * 22}{row['code']}" in lines
    start = next(number for number, line in enumerate(lines) if line.startswith("description"))
    text = " ".join(line[26:] for line in lines[start : start + 30])
    assert row["description"] in text, "wrapped at words"
    narrow = ANSI.sub("", terminal(80, "query", "SELECT code, rank FROM roles ORDER BY ALL LIMIT 1", "-d", published))
    assert narrow.split("\n")[0].split() == ["code", "rank"]


def test_a_role_by_its_alias(ingest: Run, published: Path) -> None:
    told = "no code or title is 'etl developer'; 'ETL Developer' is an alias on the page\n"
    done = ingest("show", "etl developer", "-d", published)
    assert done.stdout.startswith(told + "      Data Pipelines — P2\n")
    done = ingest("show", "etl developer", "--format", "json", "-d", published)
    assert (json.loads(done.stdout)["code"], done.stderr) == ("DATAPL4.PIPELN7C2.P2", told)
    done = ingest("show", "caf\udce9", "-d", published)
    assert done.stderr == "ingest: there is no table, code, title, id or dump 'caf?'\n"
    done = ingest("show", "etl develloper", "-d", published)
    assert (done.returncode, done.stderr) == (
        2, "ingest: there is no table, code, title, id or dump 'etl develloper'; near: ETL Developer\n"
    )  # fmt: skip


def test_an_occupation_by_the_table(ingest: Run, published: Path) -> None:
    shown = ingest("show", "DATAPL4.PIPELN7C2.P2", "-d", published).stdout
    told = """\
   91 O*NET / SOC: 15-1242, source catalog.resolve
      = Database Administrators (detailed, 2018 SOC)
        in 15-1240 Database and Network Administrators and Architects (broad)
        in 15-1200 Computer Occupations (minor)
        in 15-0000 Computer and Mathematical Occupations (major)
"""
    assert told in shown


@pytest.fixture
def rivals(workplace: Path, ingest: Run) -> Path:
    """Three profiles of one code, two of them the same, and two without a code that share a title."""
    folder = workplace / "rivals"
    folder.mkdir()
    page = "Baker — P2\nBREAD.OVEN.P2\nSkills\n- Kneading\n- Baking\n"
    for name, text in {"a": page + "- Proving\n", "b": page, "c": page}.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    nameless = "Miller — P3\nSkills\n- Milling\n- Sieving\n"
    (folder / "d.txt").write_text(nameless, "utf-8")
    (folder / "e.txt").write_text(nameless + "- Sweeping\n", "utf-8")
    assert ingest("run", "rivals").returncode == 0
    return workplace / "out"


def test_rivals_are_shown_by_their_code(ingest: Run, rivals: Path) -> None:
    differ = json.loads(ingest("show", "W505", "--format", "json").stdout)
    same = json.loads(ingest("show", "I608", "--format", "json").stdout)
    [a], [b] = differ["places"], same["places"]
    assert (a["uri"], b["uri"]) == ("rivals/a.txt", "rivals/b.txt")
    assert a["message"] == b["message"] == "BREAD.OVEN.P2: rivals/c.txt is current"
    assert (differ["total"], differ["dumps"]) == (1, 1)
    assert "1 finding in 1 dump" in ingest("show", "W505").stdout


def test_a_profile_is_found_by_its_dump_or_id(ingest: Run, rivals: Path) -> None:
    rows = library.open(rivals).profiles.arrow().to_pylist()
    for row in rows:
        for name in (row["uri"], f"{row['uri']}@{row['position']}", row["profile_id"]):
            record = json.loads(ingest("show", name, "--format", "json").stdout)
            assert (record["source"]["uri"], record["title"]) == (row["uri"], row["title"])
    listed = ingest("show", "Miller — P3")
    assert listed.stdout.splitlines()[-1] == "2 profiles; `ingest show ID`, or its dump, shows one of them"
    several = ingest("adjacent", "Miller — P3")
    named = re.findall(r"([0-9a-f]{12}) \(rivals/([de]).txt\)", several.stderr)
    assert sorted(dump for _, dump in named) == ["d", "e"]
    for identity, dump in named:
        assert json.loads(ingest("show", identity, "--format", "json").stdout)["source"]["uri"] == f"rivals/{dump}.txt"
    assert ingest("adjacent", "rivals/d.txt").returncode == 0
    assert ingest("compare", "rivals/d.txt", "rivals/e.txt").returncode == 0
    assert "Miller" in ingest("review", "-d", rivals, "rivals/d.txt").stdout
    rival = ingest("adjacent", "rivals/a.txt")
    assert rival.returncode == 2
    assert rival.stderr.startswith("ingest: 'rivals/a.txt' is a rival of BREAD.OVEN.P2, whose current profile stands ")


def test_a_derived_role_is_called_so(ingest: Run, published: Path) -> None:
    rows = json.loads(ingest("adjacent", "DATAPL4.PIPELN7C2.P4", "--format", "json", "-d", published).stdout)
    derived = next(row for row in rows if row["derived"])
    done = ingest("show", derived["code"], "-d", published)
    assert done.returncode == 2
    assert f"{derived['code']} is a derived role: no page is about it; lines " in done.stderr
