"""What goes into a worker call and what comes back: names, counts and digests, never the dumps themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from ingest.shard.versions import ReadingSettings
from ingest.sources.dump import Dump, Stamp
from ingest.store.files import Files
from ingest.tables.outcome import Status


class Task(NamedTuple):
    """A file to read. `known` maps uris to the digests of contents whose rows are still good."""

    dump: Dump
    known: dict[str, str]


@dataclass(frozen=True, slots=True)
class Shard:
    """The files of one worker call, and where to put what they give."""

    tasks: tuple[Task, ...]
    staging: str
    reading: ReadingSettings
    files: Files = field(default_factory=Files)

    @property
    def key(self) -> str:
        """Names the shard by the files it holds."""
        return sha256("\0".join(task.dump.uri for task in self.tasks).encode()).hexdigest()[:32]


class Result(NamedTuple):
    """What became of one dump. `status` None: its content is the known one, its old rows stay."""

    document_id: str
    uri: str
    source: str
    status: Status | None
    sha256: str | None


class Notice(NamedTuple):
    """A dump that was not published, and why."""

    uri: str
    status: Status
    code: str
    line: int
    message: str


class Seen(NamedTuple):
    """A file as it was when it was read, for the stat cache."""

    uri: str
    stamp: Stamp
    content: str


@dataclass(slots=True)
class Receipt:
    """The outcome of one shard.

    `fragments` are paths by table, `failures` tracebacks of our own bugs by uri, `partly` the files of many
    dumps that could not be read to their end.
    """

    results: list[Result] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    fragments: dict[str, str] = field(default_factory=dict)
    partly: set[str] = field(default_factory=set)
    bytes: int = 0

    def overlaps(self, low: str, high: str) -> bool:
        """Whether a staged dump's id may lie between these two."""
        ids = [result.document_id for result in self.results if result.status]
        return bool(ids) and min(ids) <= high and max(ids) >= low
