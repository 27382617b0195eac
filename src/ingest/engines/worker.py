"""A worker process: it takes tasks from its supervisor, one at a time, and sends back their outcomes."""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import gc
import os
import signal
import sys
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from ingest.engines.heartbeat import Pulse
from ingest.release_memory import give_back
from ingest.without_pandas import leave_pandas_out

_PR_SET_PDEATHSIG = 1
_OBJECTS = 100_000  # new objects between searches for cycles: records have none, and there are many


class Done(NamedTuple):
    """The task's result."""

    result: Any


class Raised(NamedTuple):
    """The task's function raised."""

    error: BaseException


def main(handle: int, memory: int, parent: int) -> None:
    """Serve the supervisor behind `handle` until it hangs up; `memory` is the file of the pulse."""
    _die_with(parent)
    faulthandler.enable()
    leave_pandas_out()
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the supervisor, who lets us go
    connection: Connection[Any, Any] = Connection(handle)
    pulse = Pulse(memory)
    pulse.start()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            function, task, guarded = connection.recv()
            try:
                result = function(task, pulse.tell) if guarded else function(task)
                answer: Done | Raised = Done(result)
            except Exception as error:  # the supervisor's caller has to see it
                answer = Raised(error)
            connection.send(answer)
            if not guarded:  # a leaf or an export, for which more was needed than for any dumps
                give_back()


def _die_with(parent: int) -> None:
    """Have the kernel end this process when its supervisor dies, however it dies. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(1)
