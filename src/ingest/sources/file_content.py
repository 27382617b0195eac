"""The bytes of a file, whole and of one moment: what is parsed is what was hashed."""

from __future__ import annotations

import os
from hashlib import sha256
from typing import BinaryIO, NamedTuple

from ingest.diagnostics import diagnose
from ingest.errors import UnreadableDump
from ingest.sources.dump import Dump, Stamp
from ingest.sources.limits import too_large

_ATTEMPTS = 2
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC  # a FIFO that took a file's place must not block


class Content(NamedTuple):
    """Bytes, the SHA-256 of them in hexadecimal, and the file's stamp when they were read."""

    data: bytes
    sha256: str
    stamp: Stamp | None


def read(dump: Dump, limit: int) -> Content:
    """All bytes of a dump.

    A file that changes meanwhile is read once more. Raises UnreadableDump with E103 (more than `limit` bytes) or
    E104 (gone, not permitted, not a regular file, changing again).
    """
    if dump.content is not None:
        if len(dump.content) > limit:
            raise too_large(limit)
        return Content(dump.content, sha256(dump.content).hexdigest(), None)
    for _ in range(_ATTEMPTS):
        try:
            data, before, after = _read_once(dump.path, limit)
        except OSError as error:
            raise _unreadable(error) from error
        if before == after and len(data) == before.size:
            return Content(data, sha256(data).hexdigest(), after)
    raise changing()


def open_file(path: str) -> BinaryIO:
    """A file, open for reading. Raises UnreadableDump (E104) for what cannot be opened or is no regular file."""
    try:
        file = os.fdopen(os.open(path, _FLAGS), "rb")
    except OSError as error:
        raise _unreadable(error) from error
    try:
        Stamp.of(os.fstat(file.fileno()))
    except OSError as error:
        file.close()
        raise _unreadable(error) from error
    return file


def _read_once(path: str, limit: int) -> tuple[bytes, Stamp, Stamp]:
    with open_file(path) as file:
        before = Stamp.of(os.fstat(file.fileno()))
        if before.size > limit:
            raise too_large(limit)
        pieces, size = [], 0
        while size <= before.size and (piece := file.read(before.size + 1 - size)):
            pieces.append(piece)
            size += len(piece)
        return b"".join(pieces), before, Stamp.of(os.fstat(file.fileno()))


def changing() -> UnreadableDump:
    """A file that was another one when its reading began."""
    return UnreadableDump(diagnose("E104", 1, detail="the file changes while it is read"))


def _unreadable(error: OSError) -> UnreadableDump:
    return UnreadableDump(diagnose("E104", 1, detail=error.strerror or type(error).__name__))
