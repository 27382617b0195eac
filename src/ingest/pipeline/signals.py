"""SIGTERM and Ctrl-C end a run in good order; a second one ends it at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from ingest.exit_codes import SIGNAL

_CAUGHT = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def in_good_order() -> Iterator[None]:
    """Turn SIGTERM into SystemExit(143) and SIGINT into KeyboardInterrupt, once.

    Only in the main thread, and only where the caller has no handlers of its own.
    """
    defaults = (signal.SIG_DFL, signal.default_int_handler)
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _CAUGHT}
    ours = [number for number, handler in before.items() if handler in defaults]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])


def _stop(number: int, _: FrameType | None) -> None:
    """Workers die with this process, and the next run sweeps what is left if a second signal cuts this one short."""
    for caught in _CAUGHT:
        signal.signal(caught, _end_at_once)
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(SIGNAL + number)


def _end_at_once(number: int, _: FrameType | None) -> None:
    os._exit(SIGNAL + number)
