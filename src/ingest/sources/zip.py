"""Members of ZIP archives, by the central directory or, if there is none, by the members' local headers."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.limits import Budget, refused
from ingest.sources.unpack import DAMAGE, damaged

_BROKEN = (*DAMAGE, zipfile.BadZipFile, NotImplementedError, RuntimeError, struct.error)
_MEMBER = b"PK\x03\x04"
_HEADER = struct.Struct("<4s5H3I2H")  # APPNOTE.TXT 4.3.7: local file header
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 1 << 0, 1 << 3, 1 << 11
_STORED, _DEFLATED = 0, 8
_READABLE = {(_STORED, False), (_DEFLATED, False), (_DEFLATED, True)}
_UNSAID = 0xFFFF
_LONGEST_END = 22 + 0xFFFF  # bytes of the record that ends an archive, with its comment
_PIECE = 1 << 16


def zip_members(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes | Diagnostic]]:
    """Names and contents of all members; a Diagnostic for one that cannot be read.

    Raises UnreadableDump (E105) at the end if members may be missing.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _BROKEN:
        yield from _without_directory(file, budget)
        return
    first = None
    for info in archive.infolist():
        first = info.header_offset if first is None else min(first, info.header_offset)
        budget.enter()
        if not info.filename.endswith("/"):  # `is_dir` fails on a name that is empty
            yield info.filename, _content(archive, info, budget)
    said = _said(file)
    if said not in (_UNSAID, len(archive.infolist()) % (1 << 16)):
        raise refused(f"its directory is damaged: {said:,} members were written, {len(archive.infolist()):,} are named")
    file.seek(0)
    if first != 0 and file.read(len(_MEMBER)) == _MEMBER:
        raise refused("members stand before those of its directory: is it several archives?")


def _said(file: IO[bytes]) -> int:
    """How many members the end of an archive says that there are, in 16 bits; _UNSAID where it says so elsewhere."""
    file.seek(0, os.SEEK_END)
    file.seek(max(0, file.tell() - _LONGEST_END))
    end = file.read()
    at = end.rfind(b"PK\x05\x06")
    return int.from_bytes(end[at + 10 : at + 12], "little") if at >= 0 else _UNSAID


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes | Diagnostic:
    if info.flag_bits & _ENCRYPTED:
        return refused("the member is encrypted").diagnostic
    try:
        with archive.open(info) as stream:
            return budget.read(stream)
    except UnreadableDump as error:
        budget.check()
        return error.diagnostic
    except _BROKEN as error:
        return damaged(error).diagnostic


def _without_directory(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes]]:
    """The members up to the first that is not whole; the archive is damaged in any case."""
    file.seek(0)
    while len(head := file.read(_HEADER.size)) == _HEADER.size and head.startswith(_MEMBER):
        budget.enter()
        _, _, flags, method, _, _, checksum, _, size, name_length, extra_length = _HEADER.unpack(head)
        name = file.read(name_length)
        file.seek(extra_length, 1)
        if flags & _ENCRYPTED or (method, bool(flags & _SIZES_BEHIND)) not in _READABLE:
            break
        content = _inflated(file, budget) if method == _DEFLATED else _stored(file, size, budget)
        if not flags & _SIZES_BEHIND and (zlib.crc32(content) != checksum or len(content) != size):
            break
        if not name.endswith(b"/"):
            yield name.decode("utf-8" if flags & _UTF8 else "cp437", "surrogateescape"), content
        if flags & _SIZES_BEHIND:
            _skip_sizes(file)
    raise refused("the archive is cut off or damaged: its directory cannot be read")


def _stored(file: IO[bytes], size: int, budget: Budget) -> bytes:
    if size > budget.limits.dump:
        raise refused("a member larger than the limit for one dump stands in the way")
    content = file.read(size)
    budget.spend(len(content))
    return content


def _inflated(file: IO[bytes], budget: Budget) -> bytes:
    """Return one inflated member and leave the file behind it. Raises UnreadableDump."""
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
