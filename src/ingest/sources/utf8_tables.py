"""Tables in any encoding as UTF-8: JSON and CSV are cut at bytes that mean other things in UTF-16."""

from __future__ import annotations

import codecs
import io
from typing import IO, Any, cast

from ingest.sources.decode import Encoding, marked
from ingest.sources.limits import refused

_SAMPLE = 4
_PIECE = 1 << 16
UTF8 = "utf-8"


def as_utf8(stream: IO[bytes], given: str | None) -> tuple[IO[bytes], Encoding]:
    """A table's text as UTF-8, and the encoding that it is in: that of its byte order mark, else the given one."""
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    mark = marked(buffered.peek(_SAMPLE))
    if mark and mark[0] != UTF8:
        buffered.read(mark[1])
        return _recoded(buffered, mark[0]), Encoding(mark[0], "declared")
    if given and not mark:
        return (buffered if given == UTF8 else _recoded(buffered, given)), Encoding(given, "given")
    return buffered, Encoding(UTF8, "detected")


def is_utf8(stream: IO[bytes], given: str | None) -> bool:
    """Return whether a file's bytes can be read without recoding. The stream is at its beginning before and after."""
    found = as_utf8(stream, given)[0] is stream
    stream.seek(0)
    return found


def _recoded(stream: IO[bytes], encoding: str) -> IO[bytes]:
    return cast("IO[bytes]", io.BufferedReader(_Recoded(stream, encoding)))


class _Recoded(io.RawIOBase):
    """What a stream of another encoding says, in UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._lines, self._left, self._ended = 0, b"", False

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as fit of those at hand."""
        while not self._left and not self._ended:
            data = self._stream.read(_PIECE)
            self._ended = not data
            try:
                text = self._decoder.decode(data, self._ended)
            except UnicodeDecodeError as error:
                raise refused(f"not {self._encoding} ({error.reason})", self._lines + 1) from None
            self._lines += text.count("\n")
            self._left = text.encode("utf-8", "surrogatepass")
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
