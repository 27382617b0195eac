"""The page of a run's report: where it is written, what it says, and that nothing in it can do harm."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

import ingest
from ingest.pipeline import Report
from ingest.site.run_report import report_page

from .window import Window

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> javascript:alert(3) </title>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text("Baker — P1\nA.B.P1\nSkills\n- Kneading\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("report", "beside", "elsewhere"),
    [
        (None, [".json"], None),
        ("json", [".json"], None),
        ("html", [".html", ".json"], None),
        ("mine.json", [".json"], "{"),
        ("mine.html", [".json"], "<"),
    ],
)
def test_where_it_is_written(folder: Path, report: str | None, beside: list[str], elsewhere: str | None) -> None:
    named = str(folder / report) if elsewhere and report else report
    ingest.run(folder / "raw", folder / "out", workers=0, report=named)
    assert sorted(path.suffix for path in (folder / "out/runs").iterdir()) == beside
    assert not Path("html").exists()
    if elsewhere:
        assert (folder / str(report)).read_text("utf-8").startswith(elsewhere)


def test_a_form_in_a_settings_file_is_no_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ingest.toml").write_text('report = "html"\nworkers = 0\n', "utf-8")
    monkeypatch.chdir(folder)
    ingest.run("raw")
    assert {path.suffix for path in (folder / "out/runs").iterdir()} == {".html", ".json"}


def test_settings_are_as_they_would_be_typed(folder: Path) -> None:
    report = ingest.run(folder / "raw", folder / "out", workers=0, bands={"near": "1/4", "far": 1})
    text = report_page(report, folder / "out/runs").decode()
    shown = dict(re.findall(r'<th scope="row">(\w+)</th><td>(.*?)</td>', text))
    assert shown["track_offsets"] == "<code>P=0,IC=0,S=0,T=1,M=3,E=7</code>"
    assert shown["bands"] == "<code>near=1/4,far=1</code>"
    assert (shown["review"], shown["encoding"]) == ("<code>false</code>", "not set")
    assert shown["export"] == "<code>parquet,json</code>"


def test_a_refused_run_has_its_page(folder: Path) -> None:
    (folder / "raw/b.txt").write_bytes(b"%PDF-1.7\n")
    report = ingest.run(folder / "raw", folder / "out", workers=0, report="html", max_failures="0")
    [page] = (folder / "out/runs").glob("*.html")
    text = page.read_text("utf-8")
    assert report.exit_code == 4
    assert "Nothing was published" in text
    assert report.error
    assert report.error.split(";")[0] in text.replace("&#39;", "'")


def hostile_report() -> Report:
    """Every text of a report that can come from a dump or a file name, hostile."""
    example = {"uri": HOSTILE, "line": 1, "message": HOSTILE}
    return Report.model_validate(
        {
            "id": "20260101T000000-000000-1",
            "started": "2026-01-01T00:00:00+00:00",
            "out": HOSTILE,
            "error": HOSTILE,
            "exit_code": 3,
            "sources": [HOSTILE],
            "codes": {"W401": 3},
            "examples": {"W401": [example]},
            "findings": [{"uri": HOSTILE, "status": "quarantined", "code": "E102", "line": 1, "message": HOSTILE}],
            "new_in_quarantine": [HOSTILE],
            "incomplete": [HOSTILE],
            "rebuilt": [HOSTILE],
            "deleted": [HOSTILE],
            "slowest": [{"uri": HOSTILE, "seconds": 1.0}],
            "failures": {HOSTILE: HOSTILE},
            "rivals": {"codes": {"W505": 1}, "roles": [{"code": HOSTILE, "uri": HOSTILE, "same": 0, "different": 1}]},
            "settings": {"inputs": [HOSTILE]},
        }
    )


def test_everything_is_escaped(tmp_path: Path) -> None:
    page = report_page(hostile_report(), tmp_path).decode()
    assert HOSTILE not in page
    assert "<img" not in page
    assert page.count("<script>") == 2, "ours"


def test_what_an_error_quotes_is_code(tmp_path: Path) -> None:
    report = hostile_report().model_copy(update={"error": "nothing is left: go back with `ingest rollback`"})
    page = report_page(report, tmp_path).decode()
    assert "nothing is left: go back with <code>ingest rollback</code>" in page


def test_the_policy_names_what_is_in_the_page_and_nothing_else(tmp_path: Path) -> None:
    page = report_page(hostile_report(), tmp_path).decode()
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'").replace("&#34;", '"')
    inside = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    digests = [base64.b64encode(sha256(text.encode()).digest()).decode() for text in inside]
    assert len(digests) == 3
    assert sorted(re.findall(r"'sha256-([^']*)'", policy)) == sorted(digests)
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_an_unreadable_report_among_the_past_ones(tmp_path: Path) -> None:
    (tmp_path / "20250101T000000-000000-1.json").write_text("{", "utf-8")
    (tmp_path / "20250102T000000-000000-1.json").write_text(json.dumps({"codes": {}}), "utf-8")
    assert "the trend begins with the next" in report_page(hostile_report(), tmp_path).decode()


def test_the_page_in_a_browser(dataset: Path, window: Window) -> None:
    first, second = sorted((dataset / "runs").glob("*.html"))
    page = window.open(first)
    assert page.locator("h1").inner_text() == "Snapshot 1 is published"
    figures = dict(zip(*(page.locator(f".figures {kind}").all_inner_texts() for kind in ("dt", "dd")), strict=True))
    assert figures == {"dumps in all": "35", "published": "34", "skipped": "1"}
    page.locator("tr", has_text="W503").locator("summary").click()
    assert "data-pipelines-p4.txt:81" in page.locator("tr", has_text="W503").inner_text()
    page = window.open(second)
    assert page.locator("h1").inner_text() == "Nothing is new: snapshot 1 stays"
    assert page.locator("figure canvas").count() == 2
    assert len(window.asked) == 2, "the two pages and nothing else"


def test_a_hostile_report_in_a_browser(tmp_path: Path, window: Window) -> None:
    (tmp_path / "page.html").write_bytes(report_page(hostile_report(), tmp_path))
    page = window.open(tmp_path / "page.html")
    page.on("dialog", lambda dialog: window.said.append(dialog.message))
    assert HOSTILE in page.locator("#looks + ul").inner_text()
    assert page.locator("img").count() == 0
