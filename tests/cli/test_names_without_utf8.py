"""Bytes that are no UTF-8 in INPUT, output, working directory: published, and printed the same way everywhere."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from commands import run_cli

PROFILE = "Glazier — P2\nGLASS.PANE.P2\nSkills\n- Cutting\n"


def _path(*parts: bytes) -> Path:
    return Path(*map(os.fsdecode, parts))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / _path(b"d\xff")
    (place / _path(b"in\xe9")).mkdir(parents=True)
    (place / _path(b"in\xe9", b"a\xfe.txt")).write_text(PROFILE, "utf-8")
    return place


@pytest.mark.parametrize(("out", "workers"), [(b"out", 0), (b"o\xff", 0), (b"o\xff", 1)])
def test_a_run_and_all_that_looks_at_it(place: Path, out: bytes, workers: int) -> None:
    source, dataset, shown = _path(b"in\xe9"), _path(out), out.replace(b"\xff", b"%FF").decode()
    done = run_cli("run", source, "-o", dataset, "--workers", workers, "--report", _path(b"r\xff.html"), cwd=place)
    assert done.returncode == 0, done.stderr
    assert f"published snapshot 1 in {shown}:" in done.stdout
    assert "nothing is new" in run_cli("run", source, "-o", dataset, "--workers", workers, cwd=place).stdout
    assert (place / _path(b"r\xff.html")).read_text("utf-8").startswith("<!doctype html>")
    (first, _) = sorted((place / dataset / "runs").glob("*.json"))
    report = json.loads(first.read_bytes())
    assert (report["out"], report["settings"]["inputs"]) == (shown, ["in%E9"])
    assert report["directory"].endswith("/d%FF")
    for command in (["show"], ["show", "GLASS"], ["search", "glazier"], ["query", "select uri from documents"]):
        done = run_cli(*command, "-d", dataset, cwd=place)
        assert done.returncode == 0, done.stderr
    assert "in%E9/a%FE.txt" in done.stdout
    for command in ("verify", "history", "check"):
        assert run_cli(command, "-d", dataset, cwd=place).returncode == 0
    done = run_cli("site", "-d", dataset, "-o", _path(b"s\xff"), cwd=place)
    assert (done.returncode, "cannot show the dump" in done.stdout) == (0, False)
    page = (place / _path(b"s\xff", b"profiles", b"GLASS.PANE.P2.html")).read_text("utf-8")
    assert "- Cutting" in page, "the dump is found again"


def test_dumps_one_by_one(place: Path) -> None:
    dump = _path(b"in\xe9", b"a\xfe.txt")
    (record,) = json.loads(run_cli("parse", dump, cwd=place).stdout)
    assert record["source"]["uri"] == "in%E9/a%FE.txt"
    (place / dump).write_text(PROFILE + "- The customerâ€™s windows\n", "utf-8")
    assert "in%E9/a%FE.txt:5:" in run_cli("check", dump, cwd=place).stdout
    findings = json.loads(run_cli("check", dump, "--format", "json", cwd=place).stdout)["findings"]
    assert findings[0]["path"] == findings[0]["uri"] == "in%E9/a%FE.txt"


def test_a_path_that_only_looks_so(place: Path) -> None:
    (place / "in%E9").mkdir()
    (place / "in%E9/b.txt").write_text(PROFILE.replace("PANE", "DOOR"), "utf-8")
    assert run_cli("run", "in%E9", cwd=place).returncode == 0
    assert run_cli("site", cwd=place).returncode == 0
    assert "- Cutting" in (place / "site/profiles/GLASS.DOOR.P2.html").read_text("utf-8")
