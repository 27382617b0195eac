"""Compressed files as streams of what is in them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from typing import IO, cast

import pyarrow as pa

from ingest.errors import UnreadableDump
from ingest.sources.limits import refused

DAMAGE = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError, pa.ArrowException)
"""What the libraries raise for damaged data; ArrowException only where zstd is at work."""


def unpacked(stream: IO[bytes], compression: str | None) -> IO[bytes]:
    """What comes out of a compressed stream; the stream itself if it is not compressed."""
    match compression:
        case None:
            return stream
        case "gzip":
            return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
        case "bzip2":
            return bz2.BZ2File(stream)
        case "xz":
            return lzma.LZMAFile(stream)
        case _:
            return cast("IO[bytes]", pa.CompressedInputStream(pa.PythonFile(_Lent(stream), "r"), "zstd"))


class _Lent:
    """A stream that stays open: Arrow closes what it has read."""

    closed = False

    def __init__(self, stream: IO[bytes]) -> None:
        self.read, self.seek, self.tell = stream.read, stream.seek, stream.tell

    def close(self) -> None:
        """Leave it open."""


def damaged(error: BaseException) -> UnreadableDump:
    """What to tell of damaged data."""
    return refused(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
