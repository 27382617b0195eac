"""Signals that come while Ray is at work: they wait, for on their way through it they become other errors."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_WAITING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def signals_wait() -> Iterator[None]:
    """Until the block has ended, a first SIGTERM or SIGINT waits; a second one finds the handlers that were there.

    Only in the main thread, which is where Python's handlers run.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handlers = {number: handler for number in _WAITING if (handler := signal.getsignal(number)) is not None}
    came: list[int] = []

    def put_back() -> None:
        for number, handler in handlers.items():
            signal.signal(number, handler)

    def wait(number: int, _: FrameType | None) -> None:
        came.append(number)
        if len(came) > 1:
            put_back()
            signal.raise_signal(came.pop())

    for number in handlers:
        signal.signal(number, wait)
    try:
        yield
    finally:
        put_back()
        if came:
            signal.raise_signal(came.pop())
