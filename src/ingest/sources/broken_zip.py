"""Members of a ZIP archive whose end is missing: its directory stood there, what each member says of itself is left."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from typing import IO

from ingest.sources.limits import Budget, refused

_HEADER = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 4.3.7: local file header
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 1 << 0, 1 << 3, 1 << 11
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 16


def broken_zip(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the members up to the first that is not whole.

    Raises UnreadableDump (E105) there, or at the end: an archive without its directory is damaged in any case.
    """
    file.seek(0)
    while len(head := file.read(_HEADER.size)) == _HEADER.size and head.startswith(b"PK\x03\x04"):
        _, _, flags, method, _, _, checksum, _, size, name_length, extra_length = _HEADER.unpack(head)
        name = file.read(name_length)
        file.seek(extra_length, 1)
        if flags & _ENCRYPTED or (method, bool(flags & _SIZES_BEHIND)) not in _READABLE:
            break
        content = _inflated(file, budget) if method == _DEFLATED else _stored(file, size, budget)
        if not flags & _SIZES_BEHIND and (zlib.crc32(content) != checksum or len(content) != size):
            break
        yield name.decode("utf-8" if flags & _UTF8 else "cp437", "surrogateescape"), content
        if flags & _SIZES_BEHIND:
            _skip_sizes(file)
    raise refused("the archive is cut off: its directory is missing")


_READABLE = {(_STORED, False), (_DEFLATED, False), (_DEFLATED, True)}


def _stored(file: IO[bytes], size: int, budget: Budget) -> bytes:
    if size > budget.limits.dump:
        raise refused("a member larger than the limit for one dump stands in the way")
    content = file.read(size)
    budget.spend(len(content))
    return content


def _inflated(file: IO[bytes], budget: Budget) -> bytes:
    """One deflated member; the file stands behind it after. Raises UnreadableDump."""
    inflate, pieces, size = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
    rest = b""
    while not inflate.eof:
        packed = rest or file.read(_PIECE)
        if not packed:
            raise refused("the archive is cut off inside a member")
        try:
            piece = inflate.decompress(packed, _PIECE)
        except zlib.error as error:
            raise refused(f"a member is damaged: {error}") from error
        rest = inflate.unconsumed_tail
        budget.spend(len(piece))
        pieces.append(piece)
        size += len(piece)
        if size > budget.limits.dump:
            raise refused("a member larger than the limit for one dump stands in the way")
    file.seek(-len(inflate.unused_data), 1)
    return b"".join(pieces)


def _skip_sizes(file: IO[bytes]) -> None:
    """Go behind the checksum and the sizes that follow a member; their signature is optional."""
    if file.read(4) == b"PK\x07\x08":
        file.seek(12, 1)
    else:
        file.seek(8, 1)
