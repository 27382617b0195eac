"""The memory of a command and of all processes below it, sampled from /proc while it runs."""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_EVERY = 0.1  # seconds
_KIB = 1024


class Sampler:
    """Runs a command; `resident` and `own` are the most that its processes held together, in MiB.

    Resident pages are counted in every process that has them; `own` are those that no file stands behind.
    """

    def __init__(self, command: Sequence[object]) -> None:
        self._command = [str(part) for part in command]
        self.resident = self.own = 0.0

    def run(self) -> Any:
        """What the command prints, as JSON. Raises CalledProcessError if it fails."""
        with tempfile.TemporaryFile() as said:  # a pipe that nobody reads meanwhile would stop it
            with subprocess.Popen(self._command, stdout=said) as process:
                while process.poll() is None:
                    self._look(process.pid)
                    time.sleep(_EVERY)
            said.seek(0)
            told = said.read()
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, self._command)
        return json.loads(told)

    def _look(self, root: int) -> None:
        held = [_held(process) for process in (root, *_below(root))]
        self.resident = max(self.resident, sum(resident for resident, _ in held) / _KIB)
        self.own = max(self.own, sum(own for _, own in held) / _KIB)


def _below(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:  # it has ended
        return []
    children = [int(child) for child in found]
    return [*children, *(grandchild for child in children for grandchild in _below(child))]


def _held(process: int) -> tuple[int, int]:
    """KiB that are resident, and those of them that no file stands behind."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {name: value.split()[0] for name, _, value in (line.partition(":") for line in lines) if value.strip()}
    return int(sizes.get("VmRSS", 0)), int(sizes.get("RssAnon", 0))
