"""The program at a workplace: a folder of its own that holds a copy of raw/."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commands import Done, run_cli, run_on_terminal

Run = Callable[..., Done]


@pytest.fixture
def workplace(tmp_path: Path, raw: Path) -> Path:
    shutil.copytree(raw, tmp_path / "raw")
    return tmp_path


@pytest.fixture
def ingest(workplace: Path) -> Run:
    """`ingest("parse", "-", input="…")` → returncode, stdout, stderr. It runs in this process, at the workplace."""
    return partial(run_cli, cwd=workplace)


@pytest.fixture
def terminal(workplace: Path) -> Callable[..., str]:
    """`terminal(80, "explain", FILE)` → what a terminal of 80 columns is sent. The command runs in this process."""
    return partial(run_on_terminal, cwd=workplace)
