from __future__ import annotations

import gzip
import json
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.conftest import Run
from ingest import inspect_dumps
from ingest import read as reader
from ingest.cli import main
from ingest.read import Reading
from ingest.settings_precedence import load_settings

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


def test_the_gate_counts_what_nobody_reads(workplace: Path, programs: Path) -> None:
    dumps = workplace / "dumps"
    dumps.mkdir()
    for number in range(200):
        (dumps / f"a{number}.txt").write_text("Baker — P1\nA.B.P1\nSkills\n- Kneading\n- Baking\n", "utf-8")
    (dumps / "z.txt").write_text(NO_PROFILE)
    line = f"set -o pipefail; {programs}/ingest check dumps | head -n 1"
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


def test_json_says_the_same_as_text(ingest: Run, raw: Path) -> None:
    text = ingest("check", "raw").stdout
    answer = json.loads(ingest("check", "--format", "json", "raw").stdout)
    shown = Counter(re.findall(r"^\S+?:\d+:\d+: ([EWI]\d{3})", text, re.MULTILINE))
    assert shown == answer["totals"]["codes"] == Counter(finding["code"] for finding in answer["findings"])
    assert sum(answer["totals"]["severities"].values()) == len(answer["findings"]) == shown.total()
    dumps = len(list(raw.glob("*/*")))
    assert answer["totals"]["dumps"] == dumps
    for code, count in shown.items():
        assert re.search(rf"^{code} +{count} ", text, re.MULTILINE)
    assert text.splitlines()[-1].startswith(f"{dumps} dumps, ")


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


def test_members_of_an_archive_are_dumps(ingest: Run, workplace: Path, raw: Path) -> None:
    with zipfile.ZipFile(workplace / "pages.zip", "w") as archive:
        archive.write(raw / "data/data-pipelines-p4.txt", "deep/p4.txt")
        archive.writestr("page.txt", "%PDF-1.7\n")
    answer = json.loads(ingest("check", "--format", "json", "pages.zip").stdout)
    alone = json.loads(ingest("check", "--format", "json", WARNS).stdout)
    places = [(finding["path"], finding["code"], finding["span"]) for finding in answer["findings"]]
    expected = [("pages.zip!/deep/p4.txt", finding["code"], finding["span"]) for finding in alone["findings"]]
    assert sorted(places, key=str)[: len(expected)] == sorted(expected, key=str)
    assert [code for path, code, _ in places if path == "pages.zip!/page.txt"] == ["E102"]
    done = ingest("explain", "pages.zip")
    assert done.returncode == 2
    assert "pages.zip: holds 2 dumps; `ingest parse`, `ingest check` and `ingest run` read them" in done.stderr
    done = ingest("parse", "pages.zip")
    assert [record["source"]["uri"] for record in json.loads(done.stdout)] == [
        f"{workplace.name}/pages.zip!/deep/p4.txt"
    ]
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        "pages.zip!/page.txt:1:1: E102 binary content: this is a PDF",
    )


def test_a_compressed_dump(ingest: Run, workplace: Path, raw: Path) -> None:
    (workplace / "p4.txt.gz").write_bytes(gzip.compress((raw / "data/data-pipelines-p4.txt").read_bytes()))
    [record] = json.loads(ingest("parse", "p4.txt.gz").stdout)
    assert record["code"] == "DATAPL4.PIPELN7C2.P4"


def test_a_fault_of_ours_costs_one_dump_and_shows_where(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_text(text: str, **more: object) -> Reading:
        if "P4" in text.split("\n")[0]:
            raise ZeroDivisionError("on purpose")
        return whole(text, **more)  # type: ignore[arg-type]

    whole = reader.read_text
    monkeypatch.setattr(reader, "read_text", read_text)
    monkeypatch.chdir(workplace)
    dumps = {dump.uri: dump for dump in inspect_dumps.inspect(load_settings({"inputs": ("raw/data",)}))}
    broken = dumps.pop("data/data-pipelines-p4.txt")
    assert [finding.message for finding in broken.diagnostics] == [
        "the reader failed on this dump: ZeroDivisionError: on purpose"
    ]
    assert "test_check.py" in broken.failure
    assert sum(dump.reading is not None for dump in dumps.values()) == 10  # governance P4 fails as well
    assert main(["parse", WARNS]) == 1
    assert "ZeroDivisionError: on purpose\n" in capsys.readouterr().err.splitlines(keepends=True)[-1]


def test_a_folder_without_dumps(ingest: Run, workplace: Path) -> None:
    (workplace / "empty").mkdir()
    done = ingest("check", "empty")
    assert done.returncode == 0
    assert done.stderr == "warning: no dump found in empty\n"
    assert "warning" not in ingest("check", "raw/framework").stderr


def test_the_summary_of_a_run_fits_a_narrow_terminal(terminal: Callable[..., str]) -> None:
    *_, summary = terminal(60, "run", "raw/", "--export", "parquet").rpartition("\x1b[2K")
    lines = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", summary).strip().splitlines()
    assert "W503 ×2" in " ".join(line.strip() for line in lines)
    words = ("report:", "raw/finance-operations/month-end-close-p2.txt")
    assert [line for line in lines if len(line) > 60 and not line.strip().startswith(words)] == []


def test_a_narrow_terminal_breaks_no_word(terminal: Callable[..., str]) -> None:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", terminal(60, "check", "raw/data/data-pipelines-p4.txt"))
    words = plain.split()
    assert max(map(len, plain.splitlines())) <= 60
    assert "raw/data/data-pipelines-p4.txt:81:1:" in words
    assert "`5–8 yrs` and `8+ years` (line 41) share at most one point" in " ".join(words)


def test_the_columns_of_a_table_can_be_named(ingest: Run, workplace: Path) -> None:
    (workplace / "jobs.csv").write_text('key,page\n7,"Baker — P1\nA.B.P1\nSkills\n- Kneading\n- Baking\n"\n', "utf-8")
    assert "E105" in ingest("check", "jobs.csv").stdout
    named = ingest("check", "jobs.csv", "--text-column", "page", "--id-column", "key")
    assert (named.returncode, "1 dump" in named.stdout) == (0, True)
    (workplace / "posts.csv").write_text(
        'name,text\nBaker,"Duties\n\n- Kneads the dough.\n- Fires the oven.\n"\n', "utf-8"
    )
    [finding] = ingest("check", "posts.csv", "--title-column", "name").stdout.splitlines()[:1]
    assert "I613 title of the table: Baker" in finding


def test_a_dataset_says_what_its_dumps_said(ingest: Run, workplace: Path) -> None:
    (workplace / "raw" / "nothing.txt").write_text(NO_PROFILE)
    assert ingest("run", "raw/", "-o", "checked/").returncode == 3
    read, published = (
        json.loads(ingest("check", "--format", "json", *arguments).stdout)
        for arguments in (["raw/"], ["-d", "checked/"])
    )
    assert published["totals"] == read["totals"]
    assert sorted(row["uri"] + row["code"] + row["message"] for row in published["findings"]) == sorted(
        row["uri"] + row["code"] + row["message"] for row in read["findings"]
    )
    assert ingest("check", "-d", "checked/").returncode == 6
    assert ingest("check", "-d", "checked/", "--fail-on", "never").returncode == 0


def test_a_dataset_or_inputs(ingest: Run) -> None:
    done = ingest("check", "-d", "out/", "raw/")
    assert (done.returncode, "not both" in done.stderr) == (2, True)


def test_a_finding_on_a_page_of_html_is_at_its_place_in_the_file(ingest: Run) -> None:
    name = "raw/customer-success/renewal-desk-p3.html"
    lines = ingest("check", name).stdout.split("\n")
    at = lines.index(f"{name}:76:5: W305 name without description: Deadline sense")
    assert lines[at + 1 : at + 3] == ["    <dt>Deadline sense</dt><dd></dd>", "        ^~~~~~~~~~~~~~"]


def test_a_finding_on_a_line_of_a_million_characters_shows_what_it_is_about(ingest: Run, workplace: Path) -> None:
    skills = "<dl><dt>Kneading</dt><dd></dd><dt>Sieving</dt><dd>Flour.</dd></dl>"
    head = "<html><body><h1>Baker — P1</h1><p>A.B.P1</p><script>" + "x" * 1_000_000 + "</script><h2>Skills</h2>"
    (workplace / "wide.html").write_text(f"{head}{skills}</body></html>", "utf-8")
    shown = ingest("check", "wide.html").stdout.split("\n")
    (at,) = [n for n, line in enumerate(shown) if " W305 " in line]
    assert shown[at].startswith(f"wide.html:1:{len(head) + len('<dl><dt>') + 1}: ")
    start = shown[at + 2].index("^")
    assert shown[at + 1][start:].startswith("Kneading</dt>")
    assert max(map(len, shown)) < 200
