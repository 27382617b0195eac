"""Environments of their own for the programs that we are measured beside: made when missing, pinned, kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent / ".venvs"


def python_with(name: str, requirements: Sequence[str], folder: Path = HOME) -> Path:
    """The interpreter of the environment called `name` in `folder`; it is made anew when it asks for other versions.

    Raises CalledProcessError if something cannot be installed.
    """
    home = folder / name
    python, stamp = home / "bin" / "python", home / "requirements.txt"
    wanted = "\n".join(requirements) + "\n"
    if not stamp.exists() or stamp.read_text() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *requirements], check=True)
        stamp.write_text(wanted)
    return python
