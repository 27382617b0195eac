"""A file that is hashed while it is written: the digest is of the bytes that it was given, not of the disk's."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast

from ingest.store.write_only_file import Sink

if TYPE_CHECKING:
    from typing_extensions import Buffer


class _Hashed(Sink):
    """A file that is hashed on the way to another one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = sha256()

    def write(self, data: Buffer, /) -> int:
        self.digest.update(data)
        return self._file.write(data)

    def tell(self) -> int:
        return self._file.tell()


def hashed(file: BinaryIO) -> BinaryIO:
    """The same file, hashed from now on."""
    return cast("BinaryIO", _Hashed(file))


def digest_of(file: BinaryIO) -> bytes:
    """SHA-256 of what was written to a file that is `hashed`, 32 bytes."""
    return cast("_Hashed", file).digest.digest()
