"""`--log json`: standard error holds JSON objects and nothing else, however a run ends."""

from __future__ import annotations

import json
import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.conftest import Run
from cli.test_run import PROFILE
from ingest.cli.progress import JsonLines, PlainLines
from ingest.store.layout import Layout
from ingest.store.lock import lock
from processes import PROGRAM, started


@pytest.fixture
def dumps(workplace: Path) -> Path:
    folder = workplace / "dumps"
    folder.mkdir()
    (folder / "good.txt").write_text(PROFILE, "utf-8")
    (folder / "page\x1b[2J.txt").write_bytes(b"%PDF-1.7\n")
    return folder


def _lines(stderr: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in stderr.splitlines()]
    for line in lines:
        assert datetime.fromisoformat(line["time"]).tzinfo == UTC
        assert line["level"] in ("info", "warning", "error")
    return lines


@pytest.mark.usefixtures("dumps")
def test_a_run_with_news(ingest: Run) -> None:
    done = ingest("run", "dumps", "--log", "json")
    assert "published snapshot 1 in out" in done.stdout, "the summary is still for people"
    *stages, finding, finished = _lines(done.stderr)
    assert {line["event"] for line in stages} == {"stage"}
    assert (finding["event"], finding["level"], finding["code"]) == ("finding", "warning", "E102")
    assert finding["uri"] == "dumps/page%1B[2J.txt"
    assert "\x1b" not in done.stderr
    assert (finished["event"], finished["exit_code"], finished["snapshot"]) == ("finished", 3, 1)


@pytest.mark.usefixtures("dumps")
def test_a_refused_run(ingest: Run) -> None:
    done = ingest("run", "dumps", "--log", "json", "--max-failures", "5%")
    last = _lines(done.stderr)[-1]
    assert (done.returncode, last["event"], last["level"], last["exit_code"]) == (4, "refused", "error", 4)
    assert "more than --max-failures 5%" in str(last["error"])


@pytest.mark.usefixtures("dumps")
def test_failed_runs(ingest: Run, workplace: Path) -> None:
    with lock(Layout(workplace / "out").lock, 0.0):
        held = ingest("run", "dumps", "--log", "json")
    for done, code in [(ingest("run", "nowhere", "--log", "json"), 2), (held, 5)]:
        (line,) = _lines(done.stderr)
        assert (done.returncode, line["event"], line["exit_code"]) == (code, "failed", code)


@pytest.mark.usefixtures("dumps")
def test_a_run_that_is_ended(workplace: Path) -> None:
    command = [str(PROGRAM), "run", "dumps", "--log", "json"]
    layout = Layout(workplace / "out")
    with lock(layout.lock), started([*command, "--wait", "600"], cwd=workplace) as process:
        assert process.stderr is not None
        (waiting,) = _lines(process.stderr.readline())
        process.send_signal(signal.SIGTERM)
        (failed,) = _lines(process.communicate()[1])
    assert waiting["event"] == "waiting"
    assert f"pid {os.getpid()} on " in str(waiting["holder"])
    assert (process.returncode, failed["event"], failed["exit_code"]) == (143, "failed", 143)
    assert failed["error"] == "Stopped. Nothing was published; the next run starts again."


@pytest.mark.parametrize("kind", [PlainLines, JsonLines])
def test_rate_and_time_left(
    kind: type[PlainLines], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([100.0, 110.0, 115.0, 120.0])
    monkeypatch.setattr("ingest.cli.progress.time.monotonic", lambda: next(clock))
    progress = kind()
    progress.stage("read", 100)
    progress.advance(20, 1000)
    progress.advance(1)
    progress.advance(179, 1000)
    told = capsys.readouterr().err
    if kind is PlainLines:
        assert told.splitlines() == [
            "ingest: reading dumps (100)",
            "ingest: reading dumps: 20 of 100, 2/s, 40 s left",
            "ingest: reading dumps: 200, 10/s",  # a file held more than one dump: how many are left, nobody knows
        ]
    else:
        _, first, second = _lines(told)
        assert (first["done"], first["rate"], first["seconds_left"], first["bytes"]) == (20, 2.0, 40.0, 1000)
        assert (second["done"], second["rate"], second["seconds_left"]) == (200, 10.0, None)
