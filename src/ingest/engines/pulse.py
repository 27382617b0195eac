"""Where a worker is in its task, told through shared memory: it costs next to nothing, and a dead worker's stays."""

from __future__ import annotations

import mmap
import struct

_FORM = struct.Struct("<qq")  # how often it was told, and what
SIZE = _FORM.size


class Pulse:
    """Both ends map the same file of `SIZE` bytes; the worker tells, the supervisor looks."""

    def __init__(self, handle: int) -> None:
        self._memory = mmap.mmap(handle, SIZE)
        self._count = 0

    def tell(self, at: int) -> None:
        """The worker turns to this part of its task; -1: to none of them."""
        self._count += 1
        _FORM.pack_into(self._memory, 0, self._count, at)

    def clear(self) -> None:
        """A new task: no part of it is at hand."""
        _FORM.pack_into(self._memory, 0, 0, 0)

    def look(self) -> tuple[int, int | None]:
        """How often the worker told, and what it told last."""
        count, at = _FORM.unpack_from(self._memory, 0)
        return count, at if count and at >= 0 else None

    def close(self) -> None:
        """Let the memory go."""
        self._memory.close()
