"""Where a site may go, what stays of the one before, and profiles that lack what pages usually show."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.errors import UsageError
from ingest.site.build import build_site


def publish(folder: Path, dump: str) -> Path:
    (folder / "raw").mkdir()
    (folder / "raw/a.txt").write_text(dump, "utf-8")
    ingest.run(folder / "raw", folder / "out", workers=0)
    return folder / "out"


@pytest.mark.parametrize("title", [None, "T" * 5_000])
def test_a_profile_without_a_title_has_its_page(tmp_path: Path, title: str | None) -> None:
    out = publish(tmp_path, f"{title}\nA.B.P1\nSkills\n- Kneading\n" if title else "A.B.P1\n\nSkills\n- Kneading\n")
    build_site(ingest.open(out), tmp_path / "site", out / "runs")
    assert "<h1>A.B.P1</h1>" in (tmp_path / "site/profiles/A.B.P1.html").read_text("utf-8")


@pytest.mark.parametrize(
    "mark",
    [
        '{"name": "mine"}',
        "[]",
        "no JSON",
        '{"made_by": "ingest site"}',
        '{"made_by": "ingest site", "files": ["../kept.csv"]}',
        '{"made_by": "ingest site", "files": ["/kept.csv"]}',
    ],
)
def test_what_another_program_made_is_not_touched(tmp_path: Path, mark: str) -> None:
    out = publish(tmp_path, "Baker — P1\nA.B.P1\n")
    (tmp_path / "mine/data").mkdir(parents=True)
    (tmp_path / "mine/site.json").write_text(mark, "utf-8")
    (tmp_path / "mine/data/kept.csv").write_text("kept", "utf-8")
    with pytest.raises(UsageError, match="neither empty nor a site of ours"):
        build_site(ingest.open(out), tmp_path / "mine", out / "runs")
    assert (tmp_path / "mine/data/kept.csv").read_text("utf-8") == "kept"


def test_a_wrong_place_of_the_dumps_leaves_the_site_before(tmp_path: Path) -> None:
    out = publish(tmp_path, "Baker — P1\nA.B.P1\n")
    build_site(ingest.open(out), tmp_path / "site", out / "runs")
    with pytest.raises(UsageError):
        build_site(ingest.open(out), tmp_path / "site", out / "runs", dumps=(str(tmp_path / "nowhere"),))
    assert (tmp_path / "site/profiles/A.B.P1.html").is_file()
