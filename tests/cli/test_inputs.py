"""Every kind of INPUT, and the limit of one dump, through the program itself."""

from __future__ import annotations

import gzip
import json
import os
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from cli.conftest import Run
from cli.test_run import PROFILE


@pytest.fixture
def pages(workplace: Path) -> Path:
    folder = workplace / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(PROFILE, "utf-8")
    (folder / "b.md").write_text(PROFILE.replace("OVEN", "TABLE"), "utf-8")
    (folder / "deep" / "c.txt").write_text(PROFILE.replace("OVEN", "SHELF"), "utf-8")
    with gzip.open(folder / "d.txt.gz", "wt", encoding="utf-8") as packed:
        packed.write(PROFILE.replace("OVEN", "MILL"))
    with zipfile.ZipFile(folder / "e.zip", "w") as archive:
        archive.writestr("in/side.txt", PROFILE.replace("OVEN", "FIELD"))
    rows = [
        {"key": "x", "page": PROFILE.replace("OVEN", "CART")},
        {"key": "y", "page": PROFILE.replace("OVEN", "SHOP")},
    ]
    (folder / "f.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (workplace / "list.txt").write_text("# two of them\npages/a.txt\nmore=pages/deep\n", "utf-8")
    return folder


def _uris(workplace: Path) -> list[str]:
    uris: list[str] = pq.read_table(workplace / "out/current/parquet/profiles", columns=["uri"])["uri"].to_pylist()
    return sorted(uris)


ALL = ["pages/a.txt", "pages/b.md", "pages/d.txt.gz", "pages/deep/c.txt", "pages/e.zip!/in/side.txt"]


@pytest.mark.parametrize(
    ("arguments", "uris"),
    [
        (["pages", "--text-column", "page", "--id-column", "key"], [*ALL, "pages/f.jsonl#x", "pages/f.jsonl#y"]),
        (["pages/a.txt"], ["pages/a.txt"]),
        (["jobs=pages/deep"], ["jobs/c.txt"]),
        (["pages/**/*.txt"], ["pages/a.txt", "pages/deep/c.txt"]),
        (["pages/[ab].*"], ["pages/a.txt", "pages/b.md"]),
        (["@list.txt"], ["more/c.txt", "pages/a.txt"]),
    ],
    ids=["folder", "file", "name", "glob", "class", "list"],
)
@pytest.mark.usefixtures("pages")
def test_inputs_of_a_run(ingest: Run, workplace: Path, arguments: list[str], uris: list[str]) -> None:
    done = ingest("run", *arguments, "--export", "parquet")
    assert done.returncode == 0, done.stdout + done.stderr
    assert _uris(workplace) == uris


@pytest.mark.parametrize("command", ["parse", "explain", "review", "check"])
def test_the_columns_of_rows(ingest: Run, workplace: Path, command: str) -> None:
    (workplace / "one.jsonl").write_text(json.dumps({"key": "x", "page": PROFILE}), "utf-8")
    options = ("one.jsonl", "--format", "json") if command != "parse" else ("one.jsonl",)
    done = ingest(command, *options, "--text-column", "page", "--id-column", "key")
    assert "E105" not in done.stdout + done.stderr
    assert json.loads(done.stdout)
    assert "E105" in (wrong := ingest(command, *options)).stdout + wrong.stderr
    assert "--text-column" in wrong.stdout + wrong.stderr


def test_standard_input(ingest: Run, workplace: Path) -> None:
    done = ingest("run", "-", "nightly=-", "--export", "parquet", input=PROFILE)
    assert (done.returncode, "standard input" in done.stderr) == (2, True), "it can be read once only"
    done = ingest("run", "nightly=-", "--export", "parquet", input=PROFILE)
    assert done.returncode == 0, done.stdout + done.stderr
    (uri,) = _uris(workplace)
    assert uri.startswith("nightly/")
    again = ingest("run", "nightly=-", "--export", "parquet", input=PROFILE)
    assert "nothing is new" in again.stdout


def test_the_limit_of_one_dump(ingest: Run, workplace: Path, pages: Path) -> None:
    (pages / "long.txt").write_text(PROFILE + "- More.\n" * 1000, "utf-8")
    done = ingest("run", "pages", "--export", "parquet", "--max-bytes", "4KiB")
    assert done.returncode == 3
    assert "pages/long.txt:1: E103 larger than the limit for one dump" in done.stdout
    assert "pages/long.txt" not in _uris(workplace)
    done = ingest("run", "pages", "--export", "parquet", "--plan", "--format", "json")
    assert {"uri": "pages/long.txt", "reason": "setting"} in json.loads(done.stdout)["steps"]
    assert ingest("run", "pages", "--export", "parquet").returncode == 0
    assert "pages/long.txt" in _uris(workplace)


def test_uris_do_not_depend_on_the_locale(ingest: Run, workplace: Path) -> None:
    (workplace / "größe").mkdir()
    (workplace / "größe" / "naïve–ü.txt").write_text(PROFILE, "utf-8")
    (workplace / "list.txt").write_text("größe/naïve–ü.txt\n", "utf-8")
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    for spelling in ("größe", "größe/naïve–ü.txt", "größe/na?ve*.txt", "@list.txt"):
        for env in (os.environ, plain):
            done = ingest("run", spelling, "--plan", "--format", "json", env=env)
            assert done.returncode == 0, done.stderr
            assert [step["uri"] for step in json.loads(done.stdout)["steps"]] == ["größe/naïve–ü.txt"], spelling
