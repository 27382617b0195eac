"""The files that inputs hold, in columns: there may be a million of them, and nearly all are left alone."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.sources.dump import Dump, Stamp, in_range
from ingest.sources.quoted_names import as_utf8, quote
from ingest.sources.text_column import TextColumn


class Folder(NamedTuple):
    """Where some files lie."""

    source: str
    path: str


@dataclass(slots=True)
class Listing:
    """Dumps as columns with one entry per file, in the order of discovery; the last four columns make up its Stamp.

    `places` give the index of its folder in `folders`. A file's name is the end of its uri, unless `names` has another.
    `contents` holds bytes from standard input by uri; the numbers have no meaning for these.
    """

    folders: list[Folder] = field(default_factory=list)
    uris: TextColumn = field(default_factory=TextColumn)
    places: array[int] = field(default_factory=lambda: array("i"))
    sizes: array[int] = field(default_factory=lambda: array("q"))
    mtimes: array[int] = field(default_factory=lambda: array("q"))
    ctimes: array[int] = field(default_factory=lambda: array("q"))
    inodes: array[int] = field(default_factory=lambda: array("Q"))
    names: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many files there are, those that were named twice counted twice."""
        return len(self.uris)

    @property
    def sources(self) -> frozenset[str]:
        """The sources that have a file here."""
        return frozenset(folder.source for folder in self.folders)

    def add(self, source: str, uri: str, folder: str, files: Mapping[str, os.stat_result]) -> None:
        """Files of one folder by name, one or more; `uri` is that of the folder, with a slash at its end."""
        quoted = quote(as_utf8("/".join(files))).split("/")  # all at once: no name holds a slash
        uris = [uri + name for name in quoted]
        self.names |= {path: name for path, name, said in zip(uris, files, quoted, strict=True) if name != said}
        self.uris.extend(uris)
        self._place(Folder(source, folder), len(uris))
        self.sizes.extend([status.st_size for status in files.values()])
        self.mtimes.extend([in_range(status.st_mtime_ns) for status in files.values()])
        self.ctimes.extend([in_range(status.st_ctime_ns) for status in files.values()])
        self.inodes.extend([status.st_ino for status in files.values()])

    def add_content(self, source: str, content: bytes) -> None:
        """Bytes that are no file."""
        uri = f"{source}/-"
        self.uris.extend([uri])
        self._place(Folder(source, ""), 1)
        for numbers in (self.sizes, self.mtimes, self.ctimes, self.inodes):
            numbers.append(0)
        self.contents[uri] = content

    def _place(self, folder: Folder, files: int) -> None:
        self.places.extend(array("i", [len(self.folders)]) * files)
        self.folders.append(folder)

    def dump(self, at: int) -> Dump:
        """One of the files."""
        uri, folder = self.uris[at], self.folders[self.places[at]]
        if uri in self.contents:
            return Dump(uri, folder.source, "-", None, self.contents[uri])
        name = self.names.get(uri) or uri[uri.rfind("/") + 1 :]
        stamp = Stamp(self.sizes[at], self.mtimes[at], self.ctimes[at], self.inodes[at])
        return Dump(uri, folder.source, f"{folder.path}/{name}", stamp)

    def distinct(self) -> dict[str, int]:
        """Return the first index of each uri, in the order of the uris."""
        places: dict[str, int] = {}
        for at, uri in enumerate(self.uris):
            places.setdefault(uri, at)
        return dict(sorted(places.items()))

    def __iter__(self) -> Iterator[Dump]:
        """Every file once, in the order of their uris."""
        return map(self.dump, self.distinct().values())
