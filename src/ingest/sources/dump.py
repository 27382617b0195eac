"""Where the bytes of a dump are, before anything of it is read."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple

from ingest.diagnostics import Diagnostic


class Stamp(NamedTuple):
    """What the file system says of a file; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The part of a stat that changes with the content. Raises OSError for what is not a regular file."""
        if not stat.S_ISREG(status.st_mode):
            raise OSError(None, "not a regular file")
        return cls(status.st_size, in_range(status.st_mtime_ns), in_range(status.st_ctime_ns), status.st_ino)


_FIRST, _LAST = -(1 << 63), (1 << 63) - 1  # nanoseconds that 64 bits hold: from 1677 to 2262


def in_range(nanoseconds: int) -> int:
    """A time that a column of 64 bits can hold: file systems take dates that are further away."""
    return min(max(nanoseconds, _FIRST), _LAST)


class Dump(NamedTuple):
    """A file that holds one dump, or many if it is an archive or a table.

    `uri` is `source/relative/path`. `content` holds the bytes if they came from standard input.
    """

    uri: str
    source: str
    path: str
    stamp: Stamp | None = None
    content: bytes | None = None


class SetAside(NamedTuple):
    """A name that was seen and will not be read, and why. An error code: it should have been a dump."""

    uri: str
    source: str
    diagnostic: Diagnostic
