"""JSON: one array of objects, or objects one after another, each of which is a row."""

from __future__ import annotations

import codecs
import json
from typing import IO, Any

from ingest.sources.json_lines import members, not_utf8, row_of
from ingest.sources.limits import Budget, refused
from ingest.sources.table_model import Columns, Placed, Rows

_PIECE = 1 << 16  # bytes that are read at once, at first
_BLANKS = " \t\r\n"


def read(stream: IO[bytes], budget: Budget, columns: Columns) -> Rows:
    """The rows of a file in UTF-8, one in memory at a time, each at the line on which it ends.

    Raises UnreadableDump (E105) where the file is no such JSON.
    """
    text = _Text(stream, budget)
    is_array = text.take("[")
    number = 0
    while not text.is_at_end() and not (is_array and text.take("]")):
        if is_array and number and not text.take(","):
            raise refused("not an array of objects: a comma is missing", text.line)
        value = text.value()
        number += 1
        yield Placed(number, text.line, row_of(value, text.line, columns))
    if not text.is_at_end():
        raise refused("something stands behind the array", text.line)
    if is_array and not text.last == "]":
        raise refused("the array has no end", text.line)


class _Text:
    """What is left of a file: values and marks are taken from its beginning. `line` is where it begins."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream, self._budget = stream, budget
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._scan = json.JSONDecoder(object_pairs_hook=members).raw_decode
        self._buffer, self._at, self._ended = "", 0, False
        self.line, self.last = 1, ""

    def is_at_end(self) -> bool:
        """Whether nothing but blanks is left."""
        while True:
            start = self._at
            while self._at < len(self._buffer) and self._buffer[self._at] in _BLANKS:
                self._at += 1
            self.line += self._buffer.count("\n", start, self._at)
            if self._at < len(self._buffer):
                return False
            if not self._more(_PIECE):
                return True

    def take(self, mark: str) -> bool:
        """Skip a mark if it comes next, and return whether it did."""
        if self.is_at_end() or self._buffer[self._at] != mark:
            return False
        self._at += 1
        self.last = mark
        return True

    def value(self) -> Any:
        """The next value, of at most as many bytes as a row may have."""
        piece = _PIECE
        if self.is_at_end():
            raise refused("the array has no end", self.line)
        while True:
            try:
                value, end = self._scan(self._buffer, self._at)
            except RecursionError as error:
                raise refused(f"not JSON: {error}", self.line) from None
            except ValueError as error:
                if len(self._buffer) - self._at > self._budget.limits.row or not self._more(piece):
                    raise refused(f"not JSON: {error.args[0]}", self.line) from None
                piece *= 2  # so that a long value is not looked at too often
                continue
            if end == len(self._buffer) and self._more(_PIECE):
                continue  # a number may go on
            self.line += self._buffer.count("\n", self._at, end)
            self._at, self.last = end, ""
            return value

    def _more(self, size: int) -> bool:
        """Read on. False at the end of the file."""
        while not self._ended:
            data = self._stream.read(size)
            self._budget.spend(len(data))
            self._ended = not data
            try:
                piece = self._decode(data, self._ended)
            except UnicodeDecodeError as error:
                raise not_utf8(error, self.line) from None
            if piece:
                self._buffer, self._at = self._buffer[self._at :] + piece, 0
                return True
        return False
