"""Where the bytes of a dump are, before anything of it is read."""

from __future__ import annotations

from typing import NamedTuple

from ingest.diagnostics import Diagnostic


class Stamp(NamedTuple):
    """What the file system says of a file; times in nanoseconds."""

    size: int
    mtime: int
    ctime: int
    inode: int


class Dump(NamedTuple):
    """A file that holds one dump or, if it is an archive or a table, many.

    `source/relative/path` is its `uri`; `content` stands in for a file where the bytes came by standard input.
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
