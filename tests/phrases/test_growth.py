"""Twice the text takes twice the time, whatever a phrase consists of: processor time, the best of several tries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from phrases.growth import FAMILIES

PROGRAM = Path(__file__).parent / "growth.py"


@pytest.mark.parametrize("question", FAMILIES)
def test_twice_the_text_takes_twice_the_time(question: str) -> None:
    done = subprocess.run([sys.executable, PROGRAM, question], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
