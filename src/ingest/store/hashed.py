"""A file that is hashed while it is written: its bytes as they were told, whatever the disk makes of them."""

from __future__ import annotations

from hashlib import sha256
from typing import BinaryIO, cast


class _Hashed:
    """What pyarrow and exporters ask of a file that they write to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()
        self.closed = False

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        return self._file.tell()

    def flush(self) -> None:
        self._file.flush()

    def close(self) -> None:
        self._file.close()

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return False

    def seekable(self) -> bool:
        return False


def hashed(file: BinaryIO) -> BinaryIO:
    """The same file, hashed from now on."""
    return cast("BinaryIO", _Hashed(file))


def digest_of(file: BinaryIO) -> bytes:
    """SHA-256 of what was written to a file that is `hashed`, 32 bytes."""
    return cast("_Hashed", file).digest.digest()
