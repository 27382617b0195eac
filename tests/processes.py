"""Programs that a test starts and watches. None outlives its test, however that ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

PROGRAM = Path(sys.executable).parent / "ingest"
FEW = {"INGEST_WORKERS": "0"}  # for the environment of a program whose workers are not what the test is about


@contextmanager
def started(command: Sequence[str | Path], **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A running program. Its standard error, as text, is ours to read unless `more` says otherwise."""
    with subprocess.Popen(command, **{"stderr": subprocess.PIPE, "text": True} | more) as process:
        try:
            yield process
        finally:
            process.kill()  # no harm to one that has ended


def wait_until(condition: Callable[[], object], what: str, seconds: float = 500.0) -> None:
    """Look until it is so. A busy machine may take long; only a hang takes `seconds`."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            pytest.fail(f"waited {seconds:g} s in vain for {what}")
        time.sleep(0.05)


def children(parent: int) -> list[int]:
    """The processes that a process has started and not yet buried. None if it is gone."""
    try:
        return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except FileNotFoundError:
        return []
