"""Members of archives, read in place: nothing is ever written to disk, whatever a member's name."""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Self

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.broken_zip import broken_zip
from ingest.sources.limits import Budget, refused
from ingest.sources.naming import ARCHIVES, not_a_dump, quote, suffixes, why_not
from ingest.sources.unpack import damaged, unpacked

Content = bytes | Diagnostic


def members(
    uri: str, kind: str, file: IO[bytes], compression: str | None, budget: Budget, depth: int = 0
) -> Iterator[tuple[str, Content]]:
    """Uris and contents of all members, those of archives within included.

    A member that cannot be read has a Diagnostic for a content. Raises UnreadableDump if the archive is refused or
    damaged; what stood before the damage was given.
    """
    if depth > budget.limits.depth:
        raise refused(f"archives within archives, more than {budget.limits.depth} deep")
    names = _Names(uri)
    found = _zip(file, budget) if kind == "zip" else _tar(unpacked(file, compression), budget)
    for name, content in found:
        budget.enter()
        member = names.of(name)
        suffix, inner = suffixes(name)
        if reason := why_not(name.rpartition("/")[2]):
            yield member, not_a_dump(reason)
        elif isinstance(content, bytes) and suffix in ARCHIVES:
            yield from _within(member, ARCHIVES[suffix], content, inner, budget, depth + 1)
        elif isinstance(content, bytes) and inner:
            yield member, _decompressed(content, inner, budget)
        else:
            yield member, content


def _within(
    uri: str, kind: str, content: bytes, compression: str | None, budget: Budget, depth: int
) -> Iterator[tuple[str, Content]]:
    """An archive within: what is wrong with it costs the archives around it nothing, unless the budget is spent."""
    try:
        yield from members(uri, kind, BytesIO(content), compression, budget, depth)
    except UnreadableDump as error:
        yield uri, error.diagnostic
        budget.check()


def _decompressed(content: bytes, compression: str, budget: Budget) -> Content:
    try:
        return budget.read(unpacked(BytesIO(content), compression))
    except UnreadableDump as error:
        budget.check()
        return error.diagnostic
    except (EOFError, OSError, ValueError, zlib.error) as error:
        return damaged(error).diagnostic


def _zip(file: IO[bytes], budget: Budget) -> Iterator[tuple[str, Content]]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError):
        yield from broken_zip(file, budget)
        return
    for info in archive.infolist():
        if info.is_dir():
            continue
        if info.flag_bits & 1:
            yield info.filename, refused("the member is encrypted").diagnostic
            continue
        try:
            with archive.open(info) as stream:
                content: Content = budget.read(stream)
        except UnreadableDump as error:
            budget.check()
            content = error.diagnostic
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
            content = damaged(error).diagnostic
        yield info.filename, content


def _tar(stream: IO[bytes], budget: Budget) -> Iterator[tuple[str, Content]]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Strict) as archive:
            for info in archive:
                if info.isdir():
                    continue
                if not info.isreg():
                    yield info.name, not_a_dump("a link or a device")
                    continue
                inside = archive.extractfile(info)
                assert inside is not None  # it is a regular file
                try:
                    content: Content = budget.read(inside)
                except UnreadableDump as error:
                    budget.check()
                    content = error.diagnostic
                yield info.name, content
    except tarfile.TarError as error:
        raise damaged(error) from error


class _Strict(tarfile.TarInfo):
    """Headers of an archive that has to have its proper end: the library takes a broken one for it."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            raise tarfile.ReadError(f"it ends too early, or is damaged: {error}") from error


class _Names:
    """Uris of members: no two alike, and none that leaves its archive."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """A uri for a member of this name; the second of a name has `~2` behind it."""
        parts = [part for part in name.split("/") if part not in ("", ".")]
        safe = quote("/".join(parts)).split("/")
        plain = unique = "/".join("%2E%2E" if part == ".." else part for part in safe)
        count = 1
        while unique in self._given:
            count += 1
            unique = f"{plain}~{count}"
        self._given.add(unique)
        return f"{self._uri}!/{unique}"
