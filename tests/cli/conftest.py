"""The program as a user starts it: the installed entry point, in a folder of its own that holds a copy of raw/."""

from __future__ import annotations

import fcntl
import gc
import os
import pty
import shutil
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.cli import main

PROGRAM = Path(sys.executable).parent / "ingest"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def nothing_is_frozen() -> Iterator[None]:
    """A command that ran within this process took all that is loaded for lasting; DuckDB would tell of leaks."""
    yield
    gc.unfreeze()


@pytest.fixture
def workplace(tmp_path: Path, raw: Path) -> Path:
    shutil.copytree(raw, tmp_path / "raw")
    return tmp_path


@pytest.fixture
def ingest(workplace: Path) -> Run:
    """`ingest("parse", "-", input="…")` → returncode, stdout, stderr."""

    def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
        command = [str(PROGRAM), *map(str, arguments)]
        more = {"cwd": workplace, "encoding": "utf-8"} | more
        return subprocess.run(command, capture_output=True, check=False, **more)

    return run


@pytest.fixture
def inside(workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """As `ingest`, but within this process: for so many questions that a process each would take minutes."""
    monkeypatch.chdir(workplace)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        code = main(words)
        return subprocess.CompletedProcess(words, code, *capsys.readouterr())

    return run


@pytest.fixture
def terminal(workplace: Path) -> Callable[..., str]:
    """`terminal(80, "explain", FILE)` → what a terminal of 80 columns is sent."""

    def run(columns: int, *arguments: object) -> str:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environ = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")} | {"TERM": "xterm"}
        command = [str(PROGRAM), *map(str, arguments)]
        process = subprocess.Popen(command, cwd=workplace, env=environ, stdout=theirs, stderr=theirs)
        os.close(theirs)
        pieces = []
        while piece := _read(ours):
            pieces.append(piece)
        os.close(ours)
        process.wait(timeout=60)
        return b"".join(pieces).decode().replace("\r\n", "\n")

    return run


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
