"""The files that inputs hold, in columns: there may be a million of them, and nearly all are left alone."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.sources.dump import Dump, Stamp

_NO_STATUS = os.stat_result([0] * 10, {"st_mtime_ns": 0, "st_ctime_ns": 0})


@dataclass(slots=True)
class Listing:
    """One entry a file in every column, in the order in which they were found; the last four make up its Stamp.

    `contents` are bytes that came by standard input, by uri; the numbers mean nothing there.
    """

    uris: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    sizes: array[int] = field(default_factory=lambda: array("q"))
    mtimes: array[int] = field(default_factory=lambda: array("q"))
    ctimes: array[int] = field(default_factory=lambda: array("q"))
    inodes: array[int] = field(default_factory=lambda: array("Q"))
    contents: dict[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many files there are, those that were named twice counted twice."""
        return len(self.uris)

    def add(self, source: str, uris: Sequence[str], paths: Sequence[str], statuses: Sequence[os.stat_result]) -> None:
        """Files of one source."""
        self.uris += uris
        self.sources += [source] * len(uris)
        self.paths += paths
        self.sizes.extend([status.st_size for status in statuses])
        self.mtimes.extend([status.st_mtime_ns for status in statuses])
        self.ctimes.extend([status.st_ctime_ns for status in statuses])
        self.inodes.extend([status.st_ino for status in statuses])

    def add_content(self, source: str, uri: str, content: bytes) -> None:
        """Bytes that are no file."""
        self.add(source, [uri], ["-"], [_NO_STATUS])
        self.contents[uri] = content

    def dump(self, at: int) -> Dump:
        """One of the files."""
        uri = self.uris[at]
        content = self.contents.get(uri)
        stamp = Stamp(self.sizes[at], self.mtimes[at], self.ctimes[at], self.inodes[at])
        return Dump(uri, self.sources[at], self.paths[at], None if content is not None else stamp, content)

    def distinct(self) -> dict[str, int]:
        """Where each uri stands first, in the order of the uris."""
        places = dict(zip(reversed(self.uris), range(len(self) - 1, -1, -1), strict=True))
        return dict(sorted(places.items()))

    def __iter__(self) -> Iterator[Dump]:
        """Every file once, in the order of their uris."""
        return map(self.dump, self.distinct().values())
