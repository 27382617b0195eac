"""One writer a dataset. The kernel holds the lock, so that a crash or a reboot frees it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import LockHeld, StoreError, UsageError

_POLL = 0.1


@contextlib.contextmanager
def lock(path: Path, wait: float = 0.0, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the dataset whose lock file is `path`, waiting up to `wait` seconds for it.

    `waiting` is called once if there is need to wait, with who holds it: pid, host and start of that run.

    Raises LockHeld with pid, host and start of the run that holds it, UsageError if there can be no dataset there,
    StoreError if it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except (FileExistsError, NotADirectoryError):
        raise UsageError(f"{path.parent}: is no folder; choose another with -o") from None
    except OSError as error:
        raise StoreError(f"{path.parent}: cannot be written ({error.strerror}); choose another with -o") from error
    try:
        _acquire(handle, path, time.monotonic() + wait, waiting)
        os.ftruncate(handle, 0)
        os.pwrite(handle, _holder(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _acquire(handle: int, path: Path, until: float, waiting: Callable[[str], None] | None) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise LockHeld(f"{path.parent}: another run holds it ({_describe(path)})") from None
            if waiting:
                waiting(_describe(path))
                waiting = None
            time.sleep(_POLL)
        else:
            return


def _holder() -> bytes:
    start = datetime.now(UTC).isoformat(timespec="seconds")
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "start": start}).encode() + b"\n"


def _describe(path: Path) -> str:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return f"pid {holder['pid']} on {holder['host']}, started {holder['start']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "it has not said which"
