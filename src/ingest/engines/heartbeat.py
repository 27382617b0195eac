"""The heartbeat: a worker reports its place in a task through shared memory, which survives the worker."""

from __future__ import annotations

import mmap
import struct

_FORM = struct.Struct("<qqq")  # how often it was told, what, and the length of its name
_LONGEST = 4064
_STARTED = _FORM.size + _LONGEST  # where a byte says that the worker is there at all
SIZE = _STARTED + 8


class Pulse:
    """Both ends map the same file of `SIZE` bytes; the worker tells, the supervisor looks."""

    def __init__(self, handle: int) -> None:
        self._memory = mmap.mmap(handle, SIZE)
        self._count = 0

    def start(self) -> None:
        """The worker is there."""
        self._memory[_STARTED] = 1

    @property
    def started(self) -> bool:
        """Whether the worker has ever been there."""
        return bool(self._memory[_STARTED])

    def tell(self, at: int, name: str) -> None:
        """The worker turns to this part of its task; -1: to none of them."""
        self._count += 1
        told = name.encode("utf-8", "replace")[:_LONGEST]
        self._memory[_FORM.size : _FORM.size + len(told)] = told
        _FORM.pack_into(self._memory, 0, self._count, at, len(told))

    def clear(self) -> None:
        """A new task: no part of it is at hand."""
        _FORM.pack_into(self._memory, 0, 0, 0, 0)

    def look(self) -> tuple[int, int | None]:
        """Return the number of reports and the last one."""
        count, at, _ = _FORM.unpack_from(self._memory, 0)
        return count, at if count and at >= 0 else None

    @property
    def name(self) -> str:
        """Return the name in the last report."""
        length: int = _FORM.unpack_from(self._memory, 0)[2]
        return self._memory[_FORM.size : _FORM.size + length].decode("utf-8", "replace")

    def close(self) -> None:
        """Let the memory go."""
        self._memory.close()
