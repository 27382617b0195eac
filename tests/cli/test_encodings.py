"""Encodings as a user meets them: declared, given or assumed, in commands and in a run."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import ingest as program
from cli.conftest import Run

PAGE = (
    '<!DOCTYPE html><html><head><meta charset="windows-1251"></head><body><h1>Стекольщик — P2</h1><p>GLASS.PANE.P2</p>'
    "<h2>Skills</h2><dl><dt>Резка</dt><dd>Режет стекло по размеру.</dd></dl></body></html>"
)
TEXT = "Стекольщик — P2\nGLASS.PANE.P2\nSkills\n- Резка\n"


def _source(done: str) -> tuple[str, str, str]:
    (record,) = json.loads(done)
    return record["title"], record["source"]["encoding"], record["source"]["encoding_basis"]


def test_a_page_is_read_as_it_declares(ingest: Run, workplace: Path, programs: Path) -> None:
    (workplace / "in").mkdir()
    (workplace / "in/1.html").write_bytes(PAGE.encode("cp1251"))
    assert _source(ingest("parse", "in/1.html").stdout) == ("Стекольщик — P2", "cp1251", "declared")
    command = [programs / "ingest", "parse", "-"]
    piped = subprocess.run(command, input=PAGE.encode("cp1251"), capture_output=True, check=True)
    assert _source(piped.stdout.decode()) == ("Стекольщик — P2", "cp1251", "declared")
    assert ingest("run", "in").returncode == 0
    data = program.open(workplace / "out")
    assert data.profiles.to_pandas()["title"].tolist() == ["Стекольщик — P2"]
    assert data.skills.to_pandas()["name"].tolist() == ["Резка"]
    assert data.documents.to_pandas()["encoding"].tolist() == ["cp1251"]


@pytest.mark.parametrize("name", ["x-mac-cyrillic", "MAC_CYRILLIC"])
def test_an_encoding_that_is_given(ingest: Run, workplace: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (workplace / "in").mkdir()
    (workplace / "in/1.txt").write_bytes(TEXT.encode("mac-cyrillic"))
    assert "E101" in ingest("check", "in").stdout
    assert _source(ingest("parse", "--encoding", name, "in/1.txt").stdout) == (
        "Стекольщик — P2",
        "mac-cyrillic",
        "given",
    )
    assert "1 dump" in ingest("check", "--encoding", name, "in").stdout
    assert "Резка" in ingest("explain", "--encoding", name, "in/1.txt").stdout
    assert "Стекольщик" in ingest("review", "--encoding", name, "in/1.txt", "--min", "1").stdout
    assert ingest("run", "in").returncode == 4, "not a dump of it can be read"
    monkeypatch.setenv("INGEST_ENCODING", name)
    done = ingest("run", "in")
    assert done.returncode == 0, done.stderr
    assert program.open(workplace / "out").profiles.to_pandas()["title"].tolist() == ["Стекольщик — P2"]
    assert "nothing is new" in ingest("run", "in").stdout
    monkeypatch.delenv("INGEST_ENCODING")
    (workplace / "ingest.toml").write_text(f'encoding = "{name}"\n')
    assert "nothing is new" in ingest("run", "in").stdout


def test_another_encoding_reads_again(ingest: Run, workplace: Path) -> None:
    (workplace / "in").mkdir()
    (workplace / "in/1.txt").write_bytes("Glazier Möller — P2\nGLASS.PANE.P2\nSkills\n- Cutting\n".encode("cp1252"))
    assert ingest("run", "in").returncode == 0
    plan = json.loads(ingest("run", "in", "--encoding", "mac-roman", "--plan", "--format", "json").stdout)
    assert "setting" in json.dumps(plan)
    ingest("run", "in", "--encoding", "iso-8859-1")
    (source,) = [dump["source"] for dump in json.loads(ingest("parse", "in/1.txt", "--encoding", "latin1").stdout)]
    assert (source["encoding"], source["encoding_basis"]) == ("cp1252", "given")


def test_a_damaged_file_is_called_so_with_the_way_out(ingest: Run, workplace: Path) -> None:
    (workplace / "in").mkdir()
    (workplace / "in/1.txt").write_bytes(("Baker — P2\nA.B.P2\n" * 3).encode("utf-16")[:-1])
    for command in (("check", "in"), ("run", "in")):
        done = ingest(*command, env={"COLUMNS": "400"})
        told = done.stdout
        assert "damaged, not utf-16-le as its byte order mark says; it ends in the middle of a character" in told
        assert "Export the dump again, as UTF-8; one that is not damaged can be read with --encoding, too." in told


def test_what_is_no_encoding_is_wrong_usage(ingest: Run) -> None:
    for name in ("klingon", "hex", "utf-7", ""):
        done = ingest("check", "raw", "--encoding", name)
        assert (done.returncode, done.stderr.startswith("ingest: --encoding:")) == (2, True), done.stderr


def test_what_is_assumed_and_what_is_garbled_is_said(ingest: Run, workplace: Path) -> None:
    (workplace / "a.txt").write_bytes("Glazier Möller — P2\nGLASS.PANE.P2\nSkills\n- Cutting\n".encode("cp1252"))
    (workplace / "b.txt").write_text("Glazier — P2\nGLASS.PANE.P2\nSkills\n- The customerâ€™s windows\n", "utf-8")
    done = ingest("check", "a.txt", "b.txt", "--fail-on", "warning")
    assert done.returncode == 6
    assert "a.txt:1:1: W450 encoding assumed: cp1252, as nothing says otherwise; 0xf6 is read as ö" in done.stdout
    assert "b.txt:4:15: W451 " in done.stdout
    assert "'â€™' may be '’', on 1 line" in done.stdout
    done = ingest("run", "a.txt", "b.txt")
    assert "not UTF-8, taken as cp1252: 1 dump" in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.jsonl", "rows.json"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "mac-cyrillic"])
def test_tables_in_other_encodings(ingest: Run, workplace: Path, name: str, encoding: str) -> None:
    row, kind = {"id": "ü1", "text": TEXT}, name.partition(".")[2]
    table = {
        "csv": f'id,text\n"я1","{TEXT}"\n',
        "tsv": f'id\ttext\n"я1"\t"{TEXT}"\n',
        "jsonl": json.dumps(row | {"id": "я1"}, ensure_ascii=False) + "\n",
        "json": json.dumps([row | {"id": "я1"}], ensure_ascii=False),
    }[kind]
    (workplace / name).write_bytes(table.encode(encoding))
    given = ["--encoding", encoding] if encoding == "mac-cyrillic" else []
    done = ingest("run", name, "--text-column", "text", "--id-column", "id", *given)
    assert done.returncode == 0, done.stdout + done.stderr
    data = program.open(workplace / "out")
    documents = data.documents.to_pandas()
    assert documents["uri"].str.endswith(f"/{name}#я1").all()
    assert data.profiles.to_pandas()["title"].tolist() == ["Стекольщик — P2"]
    assert documents["encoding"].tolist() == [{"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}.get(encoding, encoding)]
    if encoding == "mac-cyrillic":
        told = ingest("check", name, "--text-column", "text").stdout
        assert "E105" in told
        assert "--encoding" in told
