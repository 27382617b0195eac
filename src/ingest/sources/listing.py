"""The files that inputs hold, in columns: there may be a million of them, and nearly all are left alone."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.sources.dump import Dump, Stamp
from ingest.sources.naming import as_utf8, quote

_NO_STATUS = os.stat_result([0] * 10, {"st_mtime_ns": 0, "st_ctime_ns": 0})


@dataclass(slots=True)
class Listing:
    """One entry a file in every column, in the order in which they were found; the last four make up its Stamp.

    `folders` are where they lie; a file's name is the end of its uri, but for those in `names`. `contents` are bytes
    that came by standard input, by uri; the numbers mean nothing there.
    """

    uris: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    sizes: array[int] = field(default_factory=lambda: array("q"))
    mtimes: array[int] = field(default_factory=lambda: array("q"))
    ctimes: array[int] = field(default_factory=lambda: array("q"))
    inodes: array[int] = field(default_factory=lambda: array("Q"))
    names: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many files there are, those that were named twice counted twice."""
        return len(self.uris)

    def add(self, source: str, uri: str, folder: str, files: Mapping[str, os.stat_result]) -> None:
        """Files of one folder by name; `uri` is that of the folder, with a slash at its end."""
        quoted = quote(as_utf8("/".join(files))).split("/")  # all at once: no name holds a slash
        uris = [uri + name for name in quoted]
        self.names |= {path: name for path, name, said in zip(uris, files, quoted, strict=True) if name != said}
        self.uris += uris
        self.sources += [source] * len(uris)
        self.folders += [folder] * len(uris)
        self.sizes.extend([status.st_size for status in files.values()])
        self.mtimes.extend([status.st_mtime_ns for status in files.values()])
        self.ctimes.extend([status.st_ctime_ns for status in files.values()])
        self.inodes.extend([status.st_ino for status in files.values()])

    def add_content(self, source: str, content: bytes) -> None:
        """Bytes that are no file."""
        self.uris.append(uri := f"{source}/-")
        self.sources.append(source)
        self.folders.append("")
        for numbers in (self.sizes, self.mtimes, self.ctimes, self.inodes):
            numbers.append(0)
        self.contents[uri] = content

    def dump(self, at: int) -> Dump:
        """One of the files."""
        uri = self.uris[at]
        if uri in self.contents:
            return Dump(uri, self.sources[at], "-", None, self.contents[uri])
        name = self.names.get(uri) or uri[uri.rfind("/") + 1 :]
        stamp = Stamp(self.sizes[at], self.mtimes[at], self.ctimes[at], self.inodes[at])
        return Dump(uri, self.sources[at], f"{self.folders[at]}/{name}", stamp)

    def distinct(self) -> dict[str, int]:
        """Where each uri stands first, in the order of the uris."""
        places = dict(zip(reversed(self.uris), range(len(self) - 1, -1, -1), strict=True))
        return dict(sorted(places.items()))

    def __iter__(self) -> Iterator[Dump]:
        """Every file once, in the order of their uris."""
        return map(self.dump, self.distinct().values())
