"""Members of archives, read in place: nothing is written to disk, so a member's name can do no harm."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.file_formats import ARCHIVES, not_a_dump, suffixes, why_not
from ingest.sources.limits import Budget, refused, without
from ingest.sources.quoted_names import Names, quote
from ingest.sources.tar import tar_members
from ingest.sources.unpack import DAMAGE, damaged, unpacked
from ingest.sources.zip import zip_members

Content = bytes | Diagnostic


def members(
    uri: str, kind: str, file: IO[bytes], compression: str | None, budget: Budget, depth: int = 0
) -> Iterator[tuple[str, Content]]:
    """Uris and contents of all members, those of archives within included.

    A member that cannot be read has a Diagnostic for a content. Raises UnreadableDump if the archive is refused or
    damaged; what could be read was given.
    """
    if depth > budget.limits.depth:
        raise refused(f"archives within archives, more than {budget.limits.depth} deep")
    names = Names()
    try:
        found = zip_members(file, budget) if kind == "zip" else tar_members(unpacked(file, compression), budget)
        for name, content in found:
            yield from _member(f"{uri}!/{names.unique(_safe(name))}", name, content, budget, depth)
    except (*DAMAGE, tarfile.TarError) as error:
        raise damaged(error) from error


def _member(uri: str, name: str, content: Content, budget: Budget, depth: int) -> Iterator[tuple[str, Content]]:
    """The dumps in a member: itself, or those of an archive."""
    kind, compression = suffixes(name)
    if reason := why_not(name.rpartition("/")[2]):
        yield uri, not_a_dump(reason)
    elif isinstance(content, Diagnostic) or not (kind in ARCHIVES or compression):
        yield uri, content
    elif kind in ARCHIVES:
        yield from _within(uri, ARCHIVES[kind], content, compression, budget, depth + 1)
    else:
        yield uri, _decompressed(content, compression, budget)


def _within(
    uri: str, kind: str, content: bytes, compression: str | None, budget: Budget, depth: int
) -> Iterator[tuple[str, Content]]:
    """An archive within: what is wrong with it costs the archives around it nothing, unless the budget is spent."""
    empty = True
    try:
        for item in members(uri, kind, BytesIO(content), compression, budget, depth):
            empty = False
            yield item
        if empty:
            yield uri, without("members")
    except UnreadableDump as error:
        yield uri, error.diagnostic
        budget.check()


def _decompressed(content: bytes, compression: str | None, budget: Budget) -> Content:
    try:
        return budget.read(unpacked(BytesIO(content), compression))
    except UnreadableDump as error:
        budget.check()
        return error.diagnostic
    except DAMAGE as error:
        return damaged(error).diagnostic


def _safe(name: str) -> str:
    """A member's name as part of a uri that does not leave its archive."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    safe = quote("/".join(parts)).split("/")
    return "/".join("%2E%2E" if part == ".." else part for part in safe)
