"""What goes into a worker call and what comes back: names, counts and digests, never the dumps themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from ingest.diagnostics import Diagnostic
from ingest.shard.versions import ReadingSettings
from ingest.sources.dump import Dump
from ingest.sources.table_model import WHOLE, Stretch
from ingest.store.cache import Contents
from ingest.store.files import Files
from ingest.store.fragments import Fragment
from ingest.tables.outcome import Status

EXAMPLES = 3  # places of a code that a report names
ID_BYTES = 16  # of a document_id


class Task(NamedTuple):
    """A file to read, or a stretch of it.

    `known` maps uris to the digests of contents whose rows are still good. Of many dumps, those at `skip` are left
    out (counted from 0), or all but the one at `only`. `place` is the file's in the listing.
    """

    dump: Dump
    known: dict[str, str]
    skip: frozenset[int] = frozenset()
    only: int | None = None
    place: int = 0
    stretch: Stretch = WHOLE


@dataclass(frozen=True, slots=True)
class Shard:
    """The files of one worker call, and where to put what they give."""

    tasks: tuple[Task, ...]
    staging: str
    reading: ReadingSettings
    files: Files = field(default_factory=Files)

    @property
    def key(self) -> str:
        """Names the shard by what it reads."""
        told = "\0".join(
            f"{task.dump.uri}\0{sorted(task.skip)}\0{task.only}\0{task.stretch[:2]}" for task in self.tasks
        )
        return sha256(told.encode()).hexdigest()[:32]

    @property
    def cut(self) -> str | None:
        """The uri of the file of which it is a stretch, if it is."""
        return next((task.dump.uri for task in self.tasks if task.stretch != WHOLE), None)


class Notice(NamedTuple):
    """A dump that was not published, and why. `sha256` is None if its bytes could not be read."""

    uri: str
    status: Status
    code: str
    line: int
    message: str
    sha256: str | None


class Example(NamedTuple):
    """A place of a finding. The first in (uri, line) order are kept, in any order of workers."""

    uri: str
    line: int
    message: str


@dataclass(slots=True)
class Receipt:
    """The outcome of one shard, or of several combined. `sources` are the sources of the dumps.

    The 16-byte ids of dumps are in `read`, or in `left` if their content is known and the old rows stay; `statuses`
    counts the outcomes of those in `read`. `contents` describes the files that were read to the end, `partly` names the
    others. `failures` maps uris to tracebacks of our own bugs. `cut` is the file of which a stretch was read,
    `unpacked` the size of what came out of files of many dumps.
    """

    cut: str | None = None
    sources: set[str] = field(default_factory=set)
    read: bytearray = field(default_factory=bytearray)
    left: bytearray = field(default_factory=bytearray)
    statuses: Counter[str] = field(default_factory=Counter)
    contents: Contents = field(default_factory=Contents)
    notices: list[Notice] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    fragments: list[Fragment] = field(default_factory=list)
    partly: set[str] = field(default_factory=set)
    bytes: int = 0
    unpacked: int = 0

    @property
    def dumps(self) -> int:
        """How many dumps it is about."""
        return (len(self.read) + len(self.left)) // ID_BYTES

    def note_findings(self, uri: str, findings: Iterable[Diagnostic]) -> None:
        """Count findings of one dump, and keep the first of each code as examples."""
        for finding in findings:
            self.codes[finding.code] += 1
            kept, place = self.examples.get(finding.code, []), (uri, finding.span.line_start)
            if len(kept) < EXAMPLES or place <= kept[-1][:2]:
                self.keep_examples(finding.code, [Example(*place, finding.message)])

    def keep_examples(self, code: str, more: list[Example]) -> None:
        """Keep the first few of what there is and of `more`."""
        self.examples[code] = sorted([*self.examples.get(code, ()), *more])[:EXAMPLES]
