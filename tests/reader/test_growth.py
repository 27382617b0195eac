"""Twice the text takes twice the time, whatever it consists of: processor time, the best of several tries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reader.growth import FAMILIES

PROGRAM = Path(__file__).parent / "growth.py"


@pytest.fixture(scope="module", params=[5_000, pytest.param(400_000, marks=pytest.mark.slow)])
def superlinear(request: pytest.FixtureRequest) -> dict[str, str]:
    """The families that take more, all measured by one process."""
    done = subprocess.run([sys.executable, PROGRAM, str(request.param)], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.timeout(600)  # the first one waits for all
@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_text_takes_twice_the_time(family: str, superlinear: dict[str, str]) -> None:
    assert superlinear.get(family) is None
