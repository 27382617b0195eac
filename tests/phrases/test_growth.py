"""Twice the text takes twice the time, whatever a phrase consists of: processor time, the best of several tries."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from phrases.growth import FAMILIES

PROGRAM = Path(__file__).parent / "growth.py"


@pytest.fixture(scope="module")
def superlinear() -> dict[str, list[str]]:
    """The families of each question that take more, all measured by one process."""
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("question", FAMILIES)
def test_twice_the_text_takes_twice_the_time(question: str, superlinear: dict[str, list[str]]) -> None:
    assert superlinear[question] == []
