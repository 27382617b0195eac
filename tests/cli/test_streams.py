"""Standard streams that are closed, full or gone: no traceback, and the exit code says what happened to the data."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commands import run_cli
from processes import FEW, PROGRAM

PROFILE = "Baker — P1\nBREAD.OVEN.P1\nSkills\n- Kneading\n- Works the dough until it springs back when pressed.\n"
GONE = "| true"

Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of two snapshots and the dumps it was made of."""
    place = tmp_path_factory.mktemp("made")
    (place / "dumps").mkdir()
    (place / "dumps/p1.txt").write_text(PROFILE, "utf-8")
    for name in ("p2", "p3"):
        assert run_cli("run", "dumps", "--export", "parquet", cwd=place).returncode == 0
        (place / f"dumps/{name}.txt").write_text(PROFILE.replace("P1", name.upper()), "utf-8")
    return place


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-a", made / "dumps", made / "out", tmp_path], check=True)
    return tmp_path


@pytest.fixture
def shell(place: Path, programs: Path) -> Shell:
    """`shell("run dumps", ">&-")` runs `ingest` with these streams.

    What it says on standard error is at hand unless that goes elsewhere. `folder` is where its program is.
    """

    def run(line: str, streams: str = "", folder: Path = programs) -> subprocess.CompletedProcess[str]:
        command = f"set -o pipefail; {folder}/ingest {line} {streams}"
        environ = FEW | {"PATH": "/usr/bin:/bin"}
        return subprocess.run(
            ["bash", "-c", command], cwd=place, env=environ, capture_output=True, text=True, check=False
        )

    return run


@pytest.mark.parametrize("streams", ["> /dev/full", ">&-", "2> /dev/full", "2>&-", "<&- >&- 2>&-", GONE, "2>&1 | true"])
def test_what_was_published_is_published(place: Path, shell: Shell, streams: str) -> None:
    _publish(place, shell, streams)


@pytest.mark.parametrize("streams", ["> /dev/full", "<&- >&- 2>&-", GONE])
def test_by_a_process_of_its_own(place: Path, shell: Shell, streams: str) -> None:
    """As Python starts and ends, with its own streams."""
    _publish(place, partial(shell, folder=PROGRAM.parent), streams)


def _publish(place: Path, shell: Shell, streams: str) -> None:
    (place / "dumps/bad.txt").write_bytes(b"%PDF-1.7\n")
    done = shell("run dumps --export parquet --max-failures 5", streams)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    assert (place / "out/current").readlink().name == "000003"
    if streams in ("> /dev/full", ">&-"):
        assert done.stderr.splitlines()[-1].startswith("ingest: standard output: ")


@pytest.mark.parametrize("streams", ["> /dev/full", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("run dumps --export parquet --format json", 0),
        ("run dumps/p1.txt nowhere", 2),
        ("rollback 1", 0),
        ("gc --keep 1", 0),
        ("site -o site", 0),
        ("init", 0),
    ],
)
def test_the_exit_code_is_that_of_the_work(place: Path, shell: Shell, line: str, code: int, streams: str) -> None:
    done = shell(line, streams)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert line != "rollback 1" or (place / "out/current").readlink().name == "000001"
    assert line != "site -o site" or (place / "site/index.html").exists()


@pytest.mark.parametrize(("streams", "code"), [("> /dev/full", 1), (">&-", 1), (GONE, 0), ("2>&-", 0), ("<&-", 0)])
@pytest.mark.parametrize("line", ["show profiles --format json", "parse dumps/p1.txt", "--help"])
def test_an_answer_that_nobody_gets_is_a_failure(shell: Shell, line: str, streams: str, code: int) -> None:
    done = shell(line, streams)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    if code:
        assert done.stderr.startswith("ingest: standard output: ")


def test_a_closed_standard_input(shell: Shell) -> None:
    done = shell("parse -", "<&-")
    assert done.stderr.startswith("stdin/-:1:1: E104 ")
    assert done.returncode == 1
