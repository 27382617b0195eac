"""One worker process, as its supervisor sees it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from ingest.engines import heartbeat

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TAIL = 4000
_BOOT = "import sys; sys.path[:] = {path!r}; from ingest.engines.worker import main; main({handle}, {memory}, {parent})"


class WorkerProcess:
    """A fresh interpreter: nothing of this process is forked, and nothing of the caller's script is run again."""

    def __init__(self) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        with tempfile.TemporaryFile() as shared:
            shared.truncate(heartbeat.SIZE)
            self._pulse = heartbeat.Pulse(shared.fileno())
            self._process = self._start(theirs.fileno(), shared.fileno())
        theirs.close()
        self.tasks = 0
        self._told, self._since = 0, time.monotonic()

    def _start(self, handle: int, memory: int) -> subprocess.Popen[bytes]:
        boot = _BOOT.format(path=sys.path, handle=handle, memory=memory, parent=os.getpid())
        return subprocess.Popen(
            [sys.executable, "-c", boot],
            pass_fds=[handle, memory],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._said,
            start_new_session=True,  # a Ctrl-C in the terminal is for the supervisor
        )

    def send(self, function: object, task: object, *, guarded: bool) -> None:
        """Hand over a task. Raises OSError if the worker is dead."""
        self.tasks += 1
        self._pulse.clear()
        self._told, self._since = 0, time.monotonic()
        self.connection.send((function, task, guarded))

    def begin_anew(self) -> None:
        """Count the seconds from now on."""
        self._since = time.monotonic()

    @property
    def at(self) -> int | None:
        """The part of its task that the worker reported last, or None."""
        return self._pulse.look()[1]

    @property
    def name(self) -> str:
        """The name of that part."""
        return self._pulse.name

    @property
    def started(self) -> bool:
        """Whether it has come so far as to take tasks."""
        return self._pulse.started

    @property
    def seconds(self) -> float:
        """How long it has been at that part, as far as has been seen."""
        told, at = self._pulse.look()
        if told != self._told:
            self._told, self._since = told, time.monotonic()
        return time.monotonic() - self._since if at is not None else 0.0

    @property
    def silence(self) -> float:
        """Seconds since the worker got its task, while it has reported nothing about it."""
        return time.monotonic() - self._since if not self._pulse.look()[0] else 0.0

    @property
    def memory(self) -> int:
        """The worker's resident memory in bytes, or 0 if it is unknown."""
        try:
            return int(Path(f"/proc/{self._process.pid}/statm").read_bytes().split()[1]) * _PAGE
        except (OSError, IndexError):
            return 0

    def end(self) -> tuple[str, str]:
        """Kill it if it lives. Returns how it ended, and the last it said."""
        status = self._process.poll()
        self._process.kill()
        ended = self._process.wait()
        self.connection.close()
        self._pulse.close()
        self._said.seek(0)
        tail = self._said.read()[-_TAIL:].decode("utf-8", "replace")
        self._said.close()
        return _describe(ended if status is None else status), tail


def _describe(status: int) -> str:
    return f"the worker died ({signal.Signals(-status).name})" if status < 0 else f"the worker ended with {status}"


def receive(worker: WorkerProcess) -> Any:
    """The next message of a worker. Raises EOFError if it is dead."""
    try:
        return worker.connection.recv()
    except ConnectionResetError:
        raise EOFError from None
