"""Many texts as one column: an object each would take three times the room of a name."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


class TextColumn:
    """Texts that can be added and read by number, not changed.

    They lie as Arrow lays out its strings: `data` is their UTF-8 one behind the other, and the text at a place goes
    from the bound at this place to the next one.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.data = bytearray()
        self.bounds = array("i", [0])  # up to 2 GiB, as in Arrow
        self.extend(list(texts))

    def extend(self, texts: Sequence[str]) -> None:
        """Add texts, none of which holds half a character. Raises OverflowError if all are more than 2 GiB."""
        whole = "".join(texts)
        sizes = map(len, texts) if whole.isascii() else (len(text.encode()) for text in texts)
        ends = accumulate(sizes, initial=len(self.data))
        next(ends)  # is there already
        self.bounds.extend(ends)
        self.data += whole.encode()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.bounds) - 1

    def __getitem__(self, at: int) -> str:
        """The text at a place, counted from 0."""
        return self.data[self.bounds[at] : self.bounds[at + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        """All of them, one at a time."""
        return map(self.__getitem__, range(len(self)))

    def arrow(self) -> pa.StringArray:
        """All of them for Arrow, which shares the memory: as long as it is in use there, nothing can be added."""
        import pyarrow as pa  # not every look at dumps needs it

        return pa.StringArray.from_buffers(len(self), pa.py_buffer(self.bounds), pa.py_buffer(self.data))
