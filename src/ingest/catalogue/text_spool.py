"""A spool: texts are put aside in a temporary file, so that memory holds their places only."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO


class Spool:
    """Texts by key, which can be read back in any order."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._places: dict[Hashable, tuple[int, int]] = {}

    def keep(self, key: Hashable, text: str) -> None:
        """Keep a text."""
        data = text.encode("utf-8", "surrogatepass")
        self._places[key] = (self._file.seek(0, 2), len(data))
        self._file.write(data)

    def has(self, key: Hashable) -> bool:
        """Whether there is a text of this key."""
        return key in self._places

    def text(self, key: Hashable) -> str:
        """The text of a key. Raises KeyError."""
        start, length = self._places[key]
        self._file.seek(start)
        return self._file.read(length).decode("utf-8", "surrogatepass")


@contextmanager
def open_spool() -> Iterator[Spool]:
    """An empty spool, gone when the block ends."""
    with TemporaryFile() as file:
        yield Spool(file)
