"""Members of TAR archives: what is damaged costs itself, and archives that follow one another are all read."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, Self

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.file_formats import not_a_dump
from ingest.sources.limits import Budget, refused

_RECORD = tarfile.RECORDSIZE  # to a multiple of it archives are filled with zeros
_END = 2  # blocks of zeros that end an archive
_LONGEST = 1 << 20  # bytes of a header that says more of the next one
_HEADERS = (*tarfile.GNU_TYPES[:2], tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE)


def tar_members(stream: IO[bytes], budget: Budget) -> Iterator[tuple[str, bytes | Diagnostic]]:
    """Names and contents of all members; a Diagnostic for one that cannot be read, or is no file.

    Raises UnreadableDump at the end if members may be missing, and what the libraries raise where nothing can be read
    on.
    """
    with _Archive.open(fileobj=stream, mode="r|", ignore_zeros=True, encoding="utf-8") as archive:
        while info := archive.next():
            archive.members.clear()
            budget.enter()
            if info.isdir():
                continue
            inside = archive.extractfile(info) if info.isreg() else None
            if inside is None:
                yield info.name, not_a_dump("a link or a device")
                continue
            try:
                content: bytes | Diagnostic = budget.read(inside)
            except UnreadableDump as error:
                budget.check()
                content = error.diagnostic
            yield info.name, content
        if archive.damage:
            raise refused(archive.damage)


class _Header(tarfile.TarInfo):
    """A header and the bytes before it: the library silently skips zeros and broken headers."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        assert isinstance(tarfile_, _Archive)
        at = tarfile_.fileobj.tell()
        try:
            header = super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            tarfile_.zeros += 1
            raise
        except tarfile.EmptyHeaderError:  # type: ignore[attr-defined]
            if at and not tarfile_.zeros:
                tarfile_.note("it ends too early")
            raise
        except (tarfile.HeaderError, ValueError) as error:
            tarfile_.note(f"there is no proper header at byte {at:,}: {error}")
            tarfile_.zeros = 0
            raise tarfile.InvalidHeaderError from error  # type: ignore[attr-defined]
        tarfile_.begin(at)
        return header

    def _proc_member(self, tarfile_: tarfile.TarFile) -> Self:
        if self.type in _HEADERS and self.size > _LONGEST:
            raise tarfile.InvalidHeaderError("it is too long")  # type: ignore[attr-defined]
        return super()._proc_member(tarfile_)  # type: ignore[misc,no-any-return]

    def _block(self, count: int) -> int:
        if count < 0:  # the library would go back, for ever
            raise tarfile.InvalidHeaderError("a size is negative")  # type: ignore[attr-defined]
        return super()._block(count)  # type: ignore[misc,no-any-return]


class _Archive(tarfile.TarFile):
    """`zeros` are the blocks of zeros just read; `damage` says why members may be missing."""

    tarinfo = _Header
    members: list[tarfile.TarInfo]  # all that were read: the library remembers them
    zeros = 0
    damage: str | None = None

    def note(self, why: str) -> None:
        """Remember the first reason."""
        self.damage = self.damage or why

    def begin(self, at: int) -> None:
        """Note a valid header at this offset. Another archive may begin there, or something was overwritten."""
        if self.zeros and self.zeros != _END and (self.zeros < _END or at % _RECORD):
            self.note(f"there are zeros before byte {at:,}, where members may have been")
        self.zeros = 0
