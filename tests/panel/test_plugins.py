"""Checkers of others, as a package installs them: asked, ordered, versioned; whatever they do, there is a review."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import ingest
from ingest.panel import Checker, Finding, all_checkers, find, panel_version, review
from ingest.panel.plugins import added_checkers
from ingest.records import Profile, Span

TEXT = "Baker — P2\nBREAD1.OVENS2.P2\nBakes bread for the quay.\n"
MODULE = """
from ingest.panel import Checker, Finding

def place(profile):
    yield Finding("acme.no-place", "critical", ("completeness",), profile.spans["title"], "", "no place", "Add it.")

def breaks(profile):
    yield Finding("acme.half", "fatal", ("fidelity",), profile.spans["title"], "", "half", "")
    raise RuntimeError("no \\ud800 luck")

def talks_nonsense(profile):
    return ["a text"]

careful = Checker("?", "provenance", place, lambda profile: not profile.code)
number = 3
"""


@pytest.fixture
def installed(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """`installed(place="acme:place", …)` → an environment in which a package with these entry points is installed."""

    def install(version: str = "1.0", **points: str) -> dict[str, str]:
        folder = tmp_path / f"site-{version}"
        info = folder / f"acme-{version}.dist-info"
        info.mkdir(parents=True)
        (folder / "acme.py").write_text(MODULE, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: acme\nVersion: {version}\n", "utf-8")
        lines = "".join(f"{name} = {value}\n" for name, value in points.items())
        (info / "entry_points.txt").write_text(f"[ingest.panel]\n{lines}", "utf-8")
        return os.environ | {"PYTHONPATH": str(folder)}

    return install


Ask = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ask(tmp_path: Path, programs: Path) -> Ask:
    """`ask(environ, "review", "raw/")` runs `ingest` beside a folder raw/ with one dump."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/baker.txt").write_text(TEXT, "utf-8")

    def run(environ: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [programs / "ingest", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environ, encoding="utf-8", capture_output=True, check=False)

    return run


def test_an_installed_package_adds_findings(installed: Callable[..., dict[str, str]], ask: Ask) -> None:
    environ = installed(place="acme:place", careful="acme:careful")
    answer = ask(environ, "review", "raw/", "--format", "json")
    (found,) = json.loads(answer.stdout)
    assert [finding["id"] for finding in found["findings"]][-1] == "acme.no-place"
    assert [finding["id"] for finding in found["findings"]].count("acme.no-place") == 1
    assert found["scores"]["completeness"] == 2


def test_what_fails_is_reported_and_costs_nothing_else(
    installed: Callable[..., dict[str, str]], ask: Ask, tmp_path: Path
) -> None:
    broken = {"lost": "nowhere:check", "number": "acme:number", "silly": "acme:talks_nonsense", "worse": "acme:breaks"}
    environ = installed(**broken)
    ran = ask(environ, "run", "raw/", "--review", "--workers", "2")
    assert ran.returncode == 0, ran.stderr
    data = ingest.open(tmp_path / "out")
    rows = data.panel_findings.arrow().to_pylist()
    failed = [row["message"] for row in rows if row["id"] == "panel.checker-failed"]
    assert [message.split(": ")[1:3] for message in failed] == [
        ["lost", "ModuleNotFoundError"],
        ["number", "TypeError"],
        ["silly", "TypeError"],
        ["worse", "RuntimeError"],
    ]
    assert not [row for row in rows if row["id"].startswith("acme.")]
    scores = {row["dimension"]: row["score"] for row in data.panel_scores.arrow().to_pylist()}
    assert scores == review(ingest.parse(TEXT)).scores
    page = ask(environ, "review", "raw/")
    assert "panel.checker-failed" in page.stdout


def test_another_version_reviews_all_again(installed: Callable[..., dict[str, str]], ask: Ask) -> None:
    def run(environ: dict[str, str]) -> bool:
        told = ask(environ, "run", "raw/", "--review", "--workers", "0", "--format", "json").stdout
        return bool(json.loads(told)["published"])

    first, second = installed(place="acme:place"), installed("2.0", place="acme:place")
    assert [run(first), run(first), run(second), run(dict(os.environ)), run(dict(os.environ))] == [
        True, False, True, True, False,
    ]  # fmt: skip


@pytest.fixture
def points(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """Entry points that count as installed."""
    found: list[EntryPoint] = []
    monkeypatch.setattr("ingest.panel.plugins.entry_points", lambda **_: list(found))
    added_checkers.cache_clear()
    yield found
    added_checkers.cache_clear()


def no_place(profile: Profile) -> Iterator[Finding]:
    yield find("panel.checker-failed", profile.spans["title"])


def test_they_come_last_by_name_and_count_for_the_version(points: list[EntryPoint]) -> None:
    alone = panel_version()
    points += [EntryPoint(name, f"{__name__}:no_place", "ingest.panel") for name in "ba"]
    added_checkers.cache_clear()
    assert [checker.name for checker in all_checkers()][-2:] == ["a", "b"]
    assert panel_version() != alone


def test_a_checker_of_ours_that_fails_is_told_of_as_well() -> None:
    def wrong(profile: Profile) -> Iterator[Finding]:
        raise ZeroDivisionError("by zero")

    found = review(ingest.parse(TEXT), checkers=[Checker("wrong", "fidelity", wrong)])
    (finding,) = found.findings
    assert (finding.id, finding.severity, finding.dimensions) == ("panel.checker-failed", "note", ())
    assert finding.message == "a checker failed: wrong: ZeroDivisionError: by zero"
    assert finding.spans[0].line_start == 1
    assert set(found.scores.values()) == {None}, "no checker was asked"


HEAD = (Span(line_start=1, line_end=1),)
NO_FINDINGS: list[object] = [
    None,
    "a text",
    {"id": "acme.place"},
    Finding("acme.place", "blocker", ("fidelity",), HEAD, "", "no place", ""),  # type: ignore[arg-type]
    Finding("acme.place", "minor", ("beauty",), HEAD, "", "no place", ""),  # type: ignore[arg-type]
    Finding("acme.place", "minor", ("fidelity",), (), "", "no place", ""),
    Finding("acme.place", "minor", ("fidelity",), ((1, 1),), "", "no place", ""),  # type: ignore[arg-type]
    Finding("acme.place", "minor", ("fidelity",), HEAD, None, "no place", ""),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("given", NO_FINDINGS, ids=range(len(NO_FINDINGS)))
def test_what_is_no_finding(given: object) -> None:
    good = Finding("acme.place", "minor", ("fidelity",), HEAD, "", "no place", "")
    checkers = [Checker("odd", None, lambda _: [good, given]), Checker("good", None, lambda _: [good])]  # type: ignore[list-item]
    found = review(ingest.parse(TEXT), checkers=checkers)
    assert [finding.id for finding in found.findings] == ["panel.checker-failed", "acme.place"]
    assert "TypeError: not a Finding" in found.findings[0].message
    assert found.scores["fidelity"] == 4
