"""A reader that does what a dump says, for worker processes wherever they run."""

from __future__ import annotations

import os
from pathlib import Path

# Started by every Python that finds it.
_SITE = """
import os, time
from ingest import read as reader
read = reader.read_text
def deadly(text, **given):
    if "EXIT" in text: os._exit(9)
    if "ABORT" in text: os.abort()
    if "HANG" in text: time.sleep(600)
    if "SWELL" in text: held = [bytearray(b"x") * (16 << 20) for _ in range(100) if time.sleep(0.05) is None]
    if "SLOW" in text: time.sleep(0.1)
    return read(text, **given)
reader.read_text = deadly
"""


def path_of_deadly_readers(folder: Path) -> str:
    """A PYTHONPATH under which readers are deadly, and tests' modules are found."""
    (folder / "sitecustomize.py").write_text(_SITE)
    tests = Path(__file__).parent.parent
    return os.pathsep.join(filter(None, [str(folder), str(tests), os.environ.get("PYTHONPATH", "")]))
