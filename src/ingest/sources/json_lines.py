"""JSON Lines: a stretch of them to rows, and a file of them to stretches that begin and end where lines do."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from typing import IO, Any

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources.dump import Stamp
from ingest.sources.limits import Budget, refused
from ingest.sources.table_model import Columns, Placed, Row, Rows, Stretch

_PIECE = 1 << 16  # bytes of a line that are held where lines are counted


def read(stream: IO[bytes], budget: Budget, columns: Columns, stretch: Stretch) -> Rows:
    """Yield the rows of a stretch: one per line, or one per part of a line that exceeds the limit."""
    limit = budget.limits.row
    number, line, left = stretch.row, stretch.line, stretch.end - stretch.start
    if stretch.start:
        stream.seek(stretch.start)
    while text := stream.readline(min(limit, left)):
        left -= len(text)
        budget.spend(len(text))
        if text.strip():
            yield Placed(number, line, _row(text, line, columns))
            number += 1
        line += text.endswith(b"\n")


def _row(text: bytes, line: int, columns: Columns) -> Row:
    try:
        value = json.loads(text, object_pairs_hook=members)
    except UnicodeDecodeError as error:
        return not_utf8(error, line).diagnostic
    except (ValueError, RecursionError) as error:
        return refused(f"not a line of JSON: {error}", line).diagnostic
    return row_of(value, line, columns)


class Twice(dict[str, Any]):
    """An object that says a member more than once: the last of a name counts in it, `names` are all."""

    names: tuple[str, ...] = ()


def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of its members, for Python's reader of JSON."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = Twice(found)
        found.names = tuple(name for name, _ in pairs)
    return found


def row_of(value: object, line: int, columns: Columns) -> Row:
    """Return a value as a row, or a Diagnostic if it is not an object or has a column twice."""
    if isinstance(value, Twice) and (twice := [name for name in columns.wanted if value.names.count(name) > 1]):
        return refused(f"the row says {twice[0]!r} twice", line).diagnostic
    return value if isinstance(value, dict) else refused("not an object", line).diagnostic


def not_utf8(error: UnicodeDecodeError, line: int) -> UnreadableDump:
    """A table that is in another encoding than tables are."""
    return refused(f"not UTF-8 ({error.reason}); --encoding names another encoding", line)


def cut(stream: IO[bytes], size: int, budget: Budget, now: Stamp) -> Generator[Stretch, None, Diagnostic | None]:
    """Stretches of `size` bytes and what is left of their last line, which together are the file as it is `now`.

    Returns what ends the file before its end: the budget, spent as by a reader of the whole file.
    """
    start = at = 0
    number = row = line = last = 1  # the next row and line, and where the stretch begins with them
    why = None
    for length, filled, ended in _parts(stream, budget.limits.row):
        try:
            budget.spend(length)
            if filled:
                budget.enter()
        except UnreadableDump as error:
            why = error.diagnostic
            break
        at, number, last = at + length, number + filled, last + ended
        if ended and at - start >= size:
            yield Stretch(start, at, row, line, now)
            start, row, line = at, number, last
    if at > start:
        yield Stretch(start, at, row, line, now)
    return why


def _parts(stream: IO[bytes], limit: int) -> Iterator[tuple[int, bool, bool]]:
    """Yield what is read as one row: its length, whether it has content, whether it ends its line."""
    length, filled = 0, False
    while piece := stream.readline(min(_PIECE, limit - length)):
        length, filled, ended = length + len(piece), filled or not piece.isspace(), piece.endswith(b"\n")
        if ended or length == limit:
            yield length, filled, ended
            length, filled = 0, False
    if length:
        yield length, filled, False
