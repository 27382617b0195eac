"""A file that is only written to, as pyarrow and exporters ask for one."""

from __future__ import annotations

from io import RawIOBase


class Sink(RawIOBase):
    """A file that is written to from its beginning on. Who opened the file below it closes it."""

    def writable(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Nothing, so that a writer that closes what it was given does no harm."""

    def flush(self) -> None:
        """Nothing: whoever opened the file makes it durable."""
