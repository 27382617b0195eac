"""What is not ours is neither written over nor removed, and settings that were found somewhere reach no further."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cli.conftest import Run

PRECIOUS = "years of work\n"


@pytest.fixture
def precious(workplace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the user outside of the workplace."""
    path = tmp_path_factory.mktemp("home") / "precious.json"
    path.write_text(PRECIOUS)
    return path


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("out.pdf", "must be html, json, or a file that ends in .html or .json"),
        (".bashrc", "must be html, json, or a file that ends in .html or .json"),
        ("/dev/stdout", "must be html, json, or a file that ends in .html or .json"),
        ("device.json", "device.json: is a device; name another file"),
        ("folder.json", "folder.json: is a folder; name another file"),
        ("dump.json", "dump.json: is no report of ingest, and would be lost"),
        ("page.html", "page.html: is no report of ingest, and would be lost"),
        ("link.json", "link.json: is a link to nothing; name another file"),
        ("out/current/report.json", "report.json: lies in the dataset; name a file outside of out"),
        ("out/report.json", "report.json: lies in the dataset; name a file outside of out"),
    ],
)
def test_a_report_takes_the_place_of_reports_only(ingest: Run, workplace: Path, report: str, said: str) -> None:
    (workplace / "dump.json").write_text('[{"text": "Baker"}]\n')
    (workplace / "page.html").write_text("<html>Baker</html>\n")
    (workplace / ".bashrc").write_text(PRECIOUS)
    (workplace / "folder.json").mkdir()
    (workplace / "device.json").symlink_to("/dev/null")
    (workplace / "link.json").symlink_to("nowhere.json")
    before = {path: path.read_bytes() for path in workplace.iterdir() if path.is_file() and path.stat().st_size}
    done = ingest("run", "raw/data", "--report", report)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert not (workplace / "out").exists()


@pytest.mark.parametrize("report", ["report.json", "report.html"])
def test_an_older_report_and_an_empty_file_are_replaced(ingest: Run, workplace: Path, report: str) -> None:
    (workplace / report).touch()
    for _ in range(2):
        assert ingest("run", "raw/data", "--export", "parquet", "--report", report).returncode == 0
    assert len(list(workplace.glob(".*"))) == 0


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('report = "{outside}"', "report"),
        ('out = "{outside}"', "out"),
        ('out = "link"', "out"),
        ('data = "../elsewhere"', "data"),
        ('grammars = "/etc"', "grammars"),
        ('inputs = ["raw", "../*.txt"]', "inputs"),
        ('inputs = ["here=/etc/hostname"]', "inputs"),
        ('inputs = ["raw/*/../../../*"]', "inputs"),
        ('inputs = ["@list.txt"]', "inputs"),
        ('address = "ray://elsewhere:10001"', "address"),
    ],
)
def test_settings_that_reach_outside_need_the_users_word(
    ingest: Run, workplace: Path, precious: Path, line: str, name: str
) -> None:
    (workplace / "link").symlink_to(precious.parent)
    (workplace / "list.txt").write_text("raw\n/etc/hostname\n")
    (workplace / "ingest.toml").write_text(line.format(outside=precious) + "\n")
    done = ingest("run", "--workers", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"ingest.toml: {name} = " in done.stderr
    assert (
        "reaches outside of the folder; if the settings are yours, say so with INGEST_CONFIG=ingest.toml" in done.stderr
    )
    assert precious.read_text() == PRECIOUS
    assert [path.name for path in precious.parent.iterdir()] == ["precious.json"]


def test_the_users_word(
    ingest: Run, workplace: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path_factory.mktemp("elsewhere") / "out"
    (workplace / "ingest.toml").write_text(f'out = "{out}"\ninputs = ["raw/data"]\nworkers = 0\n')
    assert ingest("show").returncode == 2
    assert ingest("run", "-o", "here").returncode == 0, "the flag is the user's word"
    monkeypatch.setenv("INGEST_CONFIG", "ingest.toml")
    assert ingest("run").returncode == 0
    assert (out / "current").exists()


def test_settings_that_stay_in_their_folder(ingest: Run, workplace: Path) -> None:
    (workplace / "list.txt").write_text("# two\nraw/data\nraw/finance-operations\n")
    (workplace / "ingest.toml").write_text(
        f'inputs = ["@list.txt", "r=raw/data/*.txt"]\nout = "{workplace}/deep/er"\nreport = "json"\nworkers = 0\n'
    )
    assert ingest("run", "--export", "parquet").returncode == 0
    assert (workplace / "deep/er/current").exists()


@pytest.mark.parametrize("name", ["snapshots", "runs", ".staging", ".cache", ".cache/partials"])
@pytest.mark.parametrize("command", ["run", "gc", "rollback"])
def test_links_in_a_dataset_are_not_followed(
    ingest: Run, workplace: Path, precious: Path, name: str, command: str
) -> None:
    assert ingest("run", "raw/data", "--export", "parquet", "--workers", "0").returncode == 0
    place = workplace / "out" / name
    if place.exists():
        place.rename(workplace / "kept")
    place.symlink_to(precious.parent)
    done = ingest(*(["run", "raw"] if command == "run" else [command]))
    assert done.returncode == 2
    assert "is a link, and a run would write" in done.stderr or "nothing is published here" in done.stderr
    assert [path.name for path in precious.parent.iterdir()] == ["precious.json"]


@pytest.mark.parametrize("name", ["snapshots", "runs", ".staging", ".cache", "current"])
def test_a_folder_that_is_no_dataset(ingest: Run, workplace: Path, name: str) -> None:
    theirs = workplace / "project" / name / "theirs.json"
    theirs.parent.mkdir(parents=True)
    theirs.write_text(PRECIOUS)
    done = ingest("run", "raw/data", "-o", "project")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"project/{name}: " in done.stderr
    assert [path.name for path in (workplace / "project").iterdir()] == [name]
    assert theirs.read_text() == PRECIOUS


@pytest.mark.parametrize("kind", ["file", "device", "fifo"])
def test_an_output_that_is_no_folder(ingest: Run, workplace: Path, kind: str) -> None:
    place = workplace / "place"
    if kind == "file":
        place.write_text(PRECIOUS)
    elif kind == "device":
        place.symlink_to("/dev/null")
    else:
        os.mkfifo(place)
    done = ingest("run", "raw/data", "-o", "place")
    assert (done.returncode, done.stdout) == (2, "")
    assert "place: is no folder" in done.stderr
    assert kind != "file" or place.read_text() == PRECIOUS


def test_a_lock_that_is_a_link(ingest: Run, workplace: Path, precious: Path) -> None:
    (workplace / "out").mkdir()
    (workplace / "out/.lock").symlink_to(precious)
    done = ingest("run", "raw/data")
    assert done.returncode == 2
    assert "is no lock file of ingest" in done.stderr
    assert precious.read_text() == PRECIOUS
