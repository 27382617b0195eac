"""How much one file on disk may unpack to. What is counted is what really came out, not what headers promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, NamedTuple

from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump

_SLACK = 1 << 20  # bytes that any file may unpack to, whatever the ratio


class Limits(NamedTuple):
    """Bytes of one dump and of all that an archive holds; unpacked to packed; members; archives within archives."""

    dump: int
    unpacked: int
    ratio: int
    members: int
    depth: int

    @property
    def row(self) -> int:
        """Bytes that are held of a row of a table: its text may be all escapes."""
        return 8 * self.dump


@dataclass(slots=True)
class Budget:
    """What is left for one file of `packed` bytes, through all archives within archives."""

    limits: Limits
    packed: int
    unpacked: int = 0
    members: int = 0

    def is_kept(self) -> bool:
        """Whether what was counted so far is no more than there may be."""
        try:
            self.check()
        except UnreadableDump:
            return False
        return self.members <= self.limits.members

    def spend(self, size: int) -> None:
        """Count unpacked bytes. Raises UnreadableDump (E105)."""
        self.unpacked += size
        self.check()

    def check(self) -> None:
        """Raise UnreadableDump (E105) if too much came out already."""
        if self.unpacked > self.limits.unpacked:
            raise refused(f"it unpacks to more than {self.limits.unpacked:,} bytes")
        if self.unpacked > _SLACK + self.packed * self.limits.ratio:
            raise refused(f"it unpacks to more than {self.limits.ratio} times its size")

    def enter(self) -> None:
        """Count a member. Raises UnreadableDump (E105)."""
        self.members += 1
        if self.members > self.limits.members:
            raise refused(f"it holds more than {self.limits.members:,} members")

    def read(self, stream: IO[bytes]) -> bytes:
        """One whole dump. Raises UnreadableDump: E103 if it is too large, E105 if the budget is spent."""
        return read_all(stream, self.limits.dump, self.spend)


def read_all(stream: IO[bytes], limit: int, spend: Callable[[int], None] = lambda _size: None) -> bytes:
    """Return the rest of a stream.

    Raises UnreadableDump (E103) if it has more than `limit` bytes, without holding them. `spend` is called with the
    number of bytes of each piece, and may raise.
    """
    pieces, size = [], 0
    while piece := stream.read(min(_SLACK, limit + 1 - size)):
        spend(len(piece))
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise too_large(limit)
    return b"".join(pieces)


def refused(why: str, line: int = 1) -> UnreadableDump:
    """An archive or table that is damaged, or more than it should be; `line` is where, in a table."""
    return UnreadableDump(diagnose("E105", line, detail=why))


def without(what: str) -> Diagnostic:
    """A file that should hold many dumps, and is in order, but there is nothing in it."""
    return diagnose("I605", 1, detail=f"it holds no {what}")


def too_large(limit: int, line: int = 1) -> UnreadableDump:
    """A dump of more bytes than one may have."""
    return UnreadableDump(diagnose("E103", line, detail=f"more than {limit:,} bytes"))
