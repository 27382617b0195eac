"""Standard streams that may be closed, full or gone: what was done does not depend on who reads of it."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast


class Sink(io.BufferedWriter):
    """A stream's file. The first failure is raised, unless the sink forgives; what comes after it is lost.

    The file below it stays Python's own: a signal that came while a method of ours had its bytes would have them twice.
    """

    def __init__(self, handle: int, *, forgives: bool) -> None:
        super().__init__(io.FileIO(handle, "wb", closefd=False))
        self.forgives = forgives
        self.failure: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write, or lose it."""
        if self.failure is None:
            with self._noted():
                super().write(data)
        return memoryview(data).nbytes

    def flush(self) -> None:
        """Write what is left, or lose it."""
        if self.failure is None:
            with self._noted():
                super().flush()

    @contextmanager
    def _noted(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failure = error
            if not self.forgives:
                raise


@contextmanager
def safe_streams() -> Iterator[None]:
    """Let standard error never fail, and standard output only once. Where they are closed, they lose what is written;
    standard input stays None, so that nobody takes what is closed for an empty dump.

    A character that a stream's encoding lacks is shown as its number.
    """
    before = sys.stdout, sys.stderr
    _fill()
    sys.stdout, sys.stderr = _wrapped(before[0], 1, forgives=False), _wrapped(before[1], 2, forgives=True)
    try:
        yield
    finally:
        forgive()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        sys.stdout, sys.stderr = before


def forgive() -> None:
    """From now on what is printed tells of what was done: where it cannot be printed, that is done all the same."""
    if sink := _sink(sys.stdout):
        sink.forgives = True


def failure() -> OSError | None:
    """Why standard output could not be written; None if it could."""
    sink = _sink(sys.stdout)
    return sink.failure if sink else None


def _fill() -> None:
    """Give closed streams a file, or the next one that is opened would be taken for them."""
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_WRONLY if handle == 2 else os.O_RDONLY)  # the lowest number that is free


def _wrapped(stream: TextIO | None, handle: int, *, forgives: bool) -> TextIO:
    try:
        handle = handle if stream is None else stream.fileno()
    except (OSError, ValueError):  # a caller's own, such as a StringIO
        return cast("TextIO", stream)
    if stream is not None:
        stream.flush()
    encoding = "utf-8" if stream is None else stream.encoding
    return io.TextIOWrapper(
        Sink(handle, forgives=forgives), encoding, "backslashreplace", line_buffering=os.isatty(handle) or handle == 2
    )


def _sink(stream: TextIO) -> Sink | None:
    """Return the sink behind one of our streams."""
    sink = getattr(stream, "buffer", None)
    return sink if isinstance(sink, Sink) else None
