"""`--format csv|jsonl|parquet` and `-o FILE` of `query` and `show`."""

from __future__ import annotations

import csv
import errno
import json
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.conftest import Run
from ingest.exporters.csv import unescape
from ingest.store.files import Files

SQL = "SELECT name, ordinal FROM skills ORDER BY ALL LIMIT 7"


@pytest.fixture
def answers(ingest: Run, published: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ingest("query", SQL, "--format", "json", "-d", published).stdout)
    assert len(found) == 7
    return found


@pytest.mark.parametrize("how", ["printed", "named", "by suffix"])
def test_an_answer_is_the_same_in_every_form(
    ingest: Run, workplace: Path, published: Path, answers: list[dict[str, object]], how: str
) -> None:
    texts = {}
    for form in ("csv", "jsonl", "parquet") if how != "printed" else ("csv", "jsonl"):
        file = "answer" if how == "named" else f"answer.{form}"
        flags = {"printed": ["--format", form], "named": ["--format", form, "-o", file], "by suffix": ["-o", file]}[how]
        done = ingest("query", SQL, *flags, "-d", published)
        assert (done.returncode, done.stderr) == (0, "")
        if how == "printed":
            texts[form] = done.stdout
            continue
        assert done.stdout == f"{file} is written: 7 rows\n"
        if form == "parquet":
            assert pq.read_table(workplace / file).to_pylist() == answers
        else:
            texts[form] = (workplace / file).read_text("utf-8")
        (workplace / file).unlink()
    assert [json.loads(line) for line in texts["jsonl"].splitlines()] == answers
    read = [{name: unescape(cell) for name, cell in row.items()} for row in csv.DictReader(StringIO(texts["csv"]))]
    assert read == [{name: str(value) for name, value in row.items()} for row in answers]


def test_values_that_csv_has_no_cell_for(ingest: Run, published: Path) -> None:
    sql = (
        "SELECT [1, 2] AS list, {'a': DATE '2026-01-02'} AS made, '=1+1' AS text, NULL AS nothing, "
        "DATE '2026-01-02' AS day"
    )
    printed = ingest("query", sql, "--format", "csv", "-d", published).stdout
    [row] = csv.DictReader(StringIO(printed))
    assert row == {"list": "[1, 2]", "made": '{"a": "2026-01-02"}', "text": "'=1+1", "nothing": "", "day": "2026-01-02"}
    line = json.loads(ingest("query", sql, "--format", "jsonl", "-d", published).stdout)
    assert line["list"] == [1, 2]
    assert (line["text"], line["nothing"]) == ("=1+1", None)


def test_a_table_is_written_whole(ingest: Run, workplace: Path, published: Path) -> None:
    [[total]] = [row.values() for row in json.loads(
        ingest("query", "SELECT count(*) AS n FROM skills", "--format", "json", "-d", published).stdout
    )]  # fmt: skip
    assert total > 20
    assert ingest("show", "skills", "-o", "skills.parquet", "-d", published).returncode == 0
    assert pq.read_table(workplace / "skills.parquet").num_rows == total
    done = ingest("show", "skills", "--format", "csv", "--limit", "3", "--columns", "name", "-d", published)
    assert len(done.stdout.splitlines()) == 4
    dumps = ingest("show", "skipped", "--format", "jsonl", "-d", published).stdout
    assert [json.loads(line)["uri"] for line in dumps.splitlines()] == ["raw/README.md"]


def test_a_file_is_never_overwritten(ingest: Run, workplace: Path, published: Path) -> None:
    (workplace / "mine.csv").write_text("precious")
    done = ingest("query", SQL, "-o", "mine.csv", "-d", published)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ingest: mine.csv exists already; name another file\n"
    assert (workplace / "mine.csv").read_text() == "precious"


@pytest.mark.parametrize("step", ["open", "write", "fsync", "close", "link"])
@pytest.mark.parametrize("file", ["answer.parquet", "answer.csv"])
def test_whoever_is_killed_leaves_no_part(
    ingest: Run, workplace: Path, published: Path, file: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing catches it."""

    def kill(_: Files, operation: str, path: Path) -> None:
        assert not (workplace / file).exists()
        if operation == step:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Files, "step", kill)
        with pytest.raises(Killed):
            ingest("query", SQL, "-o", file, "-d", published)
    assert not (workplace / file).exists()
    assert ingest("query", SQL, "-o", file, "-d", published).returncode == 0


def test_a_file_is_written_where_there_are_no_links(
    ingest: Run, workplace: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    before = sorted(workplace.iterdir())
    monkeypatch.setattr(Path, "hardlink_to", lack)
    assert ingest("query", SQL, "-o", "answer.csv", "-d", published).returncode == 0
    assert sorted(workplace.iterdir()) == sorted([*before, workplace / "answer.csv"])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("query", SQL, "-o", "answer.docx"), "answer.docx: -o writes csv, jsonl, parquet; name one with --format, or"),
        (("query", SQL, "-o", "answer.csv", "--format", "json"), "answer.csv: -o writes csv, jsonl, parquet"),
        (("query", SQL, "--format", "parquet"), "Parquet is no text: write it to a file with -o FILE"),
        (("show", "--format", "csv"), "csv holds the rows of a table, such as `ingest show skills --format csv`"),
        (
            ("query", SQL, "-o", "nowhere/answer.csv"),
            "nowhere/answer.csv: cannot be written (No such file or directory)",
        ),
    ],
)
def test_what_cannot_be_written_is_said(
    ingest: Run, workplace: Path, published: Path, given: tuple[str, ...], said: str
) -> None:
    before = sorted(workplace.iterdir())
    done = ingest(*given, "-d", published)
    assert done.returncode in (1, 2)
    assert done.stderr.startswith(f"ingest: {said}"), done.stderr
    assert sorted(workplace.iterdir()) == before
