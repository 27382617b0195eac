"""The dumps in a file on disk: the file itself, the members of an archive, the rows of a table."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import IO, NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.archives import members
from ingest.sources.decode import Encoding
from ingest.sources.dump import Dump, Stamp
from ingest.sources.dump_rows import rows
from ingest.sources.file_content import changing, open_file, read
from ingest.sources.file_formats import ARCHIVES, ROWS, suffixes
from ingest.sources.limits import Budget, Limits, without
from ingest.sources.table_model import WHOLE, Columns, Stretch
from ingest.sources.unpack import DAMAGE, damaged, unpacked


class Item(NamedTuple):
    """A dump: its bytes, or the reason why there are none. An `info` problem means that its name is not that of a dump.

    `table` is the encoding of the table whose row it is; its bytes are then UTF-8. `title` is the title that the row
    states. `sha256` is the digest of the bytes, and of the title if there is one.
    """

    uri: str
    data: bytes | None
    sha256: str | None = None
    problem: Diagnostic | None = None
    table: Encoding | None = None
    title: str | None = None


class Ending(NamedTuple):
    """How the reading of a file ended. `stamp` is of the file as it was read; `problem` ended it before its end.

    `unpacked` are the bytes that came out of an archive or a table.
    """

    stamp: Stamp | None
    problem: Diagnostic | None = None
    unpacked: int = 0


def items(dump: Dump, limits: Limits, columns: Columns, stretch: Stretch = WHOLE) -> Iterator[Item | Ending]:
    """All dumps of a file, or of a stretch of it, in their order, and at last the Ending. Nothing raises."""
    kind, compression = suffixes(dump.path if dump.content is None else "")
    try:
        if kind in ARCHIVES or kind in ROWS:
            yield from _many(dump, kind, compression, limits, columns, stretch)
        else:
            content = read(dump, limits.dump)
            data = _decompressed(content.data, compression, limits)
            yield Item(dump.uri, data, sha256(data).hexdigest() if compression else content.sha256)
            yield Ending(content.stamp)
    except UnreadableDump as error:
        yield Ending(None, error.diagnostic)


def _decompressed(data: bytes, compression: str | None, limits: Limits) -> bytes:
    if compression is None:
        return data
    try:
        return Budget(limits, len(data)).read(unpacked(BytesIO(data), compression))
    except DAMAGE as error:
        raise damaged(error) from error


def _many(
    dump: Dump, kind: str, compression: str | None, limits: Limits, columns: Columns, stretch: Stretch
) -> Iterator[Item | Ending]:
    with open_file(dump.path) as file:
        before = Stamp.of(os.fstat(file.fileno()))
        if stretch.stamp not in (None, before):
            raise changing()
        problem, budget, empty = None, Budget(limits, before.size), True
        try:
            for item in _contents(dump.uri, kind, compression, file, budget, columns, stretch):
                empty = False
                yield item
            if empty and stretch == WHOLE:
                problem = without("members" if kind in ARCHIVES else "rows")
        except UnreadableDump as error:
            problem = error.diagnostic
        except DAMAGE as error:
            problem = damaged(error).diagnostic
        if problem is None and Stamp.of(os.fstat(file.fileno())) != before:
            problem = changing().diagnostic
    yield Ending(None if problem else before, problem, budget.unpacked)


def _contents(
    uri: str,
    kind: str,
    compression: str | None,
    file: IO[bytes],
    budget: Budget,
    columns: Columns,
    stretch: Stretch,
) -> Iterator[Item]:
    if kind in ARCHIVES:
        for member, content in members(uri, ARCHIVES[kind], file, compression, budget):
            yield _item(member, content)
    else:
        for row in rows(uri, ROWS[kind], unpacked(file, compression), budget, columns, stretch):
            yield _item(*row)


def _item(uri: str, content: bytes | Diagnostic, table: Encoding | None = None, title: str | None = None) -> Item:
    if isinstance(content, Diagnostic):
        return Item(uri, None, None, content)
    return Item(uri, content, digest(content, title), table=table, title=title)


def digest(content: bytes, title: str | None = None) -> str:
    """Return the SHA-256 of a dump's bytes and of the title that its table gives it."""
    summed = sha256(content)
    if title is not None:
        summed.update(b"\0" + title.encode("utf-8", "surrogatepass"))
    return summed.hexdigest()
