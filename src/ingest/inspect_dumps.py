"""Dumps that are read one by one outside of a run: nothing is published, and every finding has its line."""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump
from ingest.grammar import Grammars, load_grammars, word_sources
from ingest.line_coverage import Coverage, coverage
from ingest.read import Reading, read_bytes
from ingest.settings import Settings
from ingest.sources.decode import Encoding
from ingest.sources.discover import discover
from ingest.sources.dump import Dump
from ingest.sources.file_content import read
from ingest.sources.file_formats import ARCHIVES, ROWS, suffixes
from ingest.sources.inputs import parse_inputs
from ingest.sources.own_output import Written


class Inspected(NamedTuple):
    """A dump as the reader sees it. `path` is for people; `reading` is None if there is no record.

    `failure` is the traceback of a bug of ours, which costs only this dump (E202).
    """

    uri: str
    path: str
    reading: Reading | None
    diagnostics: tuple[Diagnostic, ...]
    failure: str = ""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of its file, where it could be read."""
        return self.reading.file_lines if self.reading else ()

    @property
    def coverage(self) -> Coverage:
        """How many of its lines are understood; none of a dump that is no profile."""
        return coverage(self.reading) if self.reading and self.reading.is_profile else Coverage()

    @property
    def is_dump(self) -> bool:
        """False for a file that was passed over because of its name."""
        return self.reading is not None or any(finding.severity == "error" for finding in self.diagnostics)


class Findings(Protocol):
    """A dump with what was found in it, read just now or published before."""

    @property
    def uri(self) -> str:
        """What names the dump."""

    @property
    def path(self) -> str:
        """The same for people."""

    @property
    def lines(self) -> Sequence[str]:
        """Its lines, where they are at hand."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, by line."""

    @property
    def coverage(self) -> Coverage:
        """How many of its lines are understood, if it is a profile."""

    @property
    def is_dump(self) -> bool:
        """False for a file that was passed over because of its name."""


@dataclass(slots=True)
class Tally:
    """Counts over dumps: findings by severity and by code, the number of files with each code, and lines understood."""

    dumps: int = 0
    clean: int = 0
    passed_over: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    files_with: Counter[str] = field(default_factory=Counter)
    coverage: Coverage = field(default_factory=Coverage)

    def add(self, dump: Findings) -> None:
        """Count one dump, or one file that is not a dump."""
        self.dumps += dump.is_dump
        self.passed_over += not dump.is_dump
        self.clean += not dump.diagnostics
        self.severities.update(finding.severity for finding in dump.diagnostics)
        self.codes.update(finding.code for finding in dump.diagnostics)
        self.files_with.update({finding.code for finding in dump.diagnostics})
        self.coverage = self.coverage.plus(dump.coverage)


def inspect(settings: Settings) -> Iterator[Inspected]:
    """Read every dump of the settings' inputs, and name what was set aside.

    Raises UsageError for an input that does not exist, GrammarError for a broken grammar; before the first dump.
    """
    grammars = load_grammars(settings.grammars, word_sources(settings.words))
    written = Written.of(settings.out, settings.report_file)
    found = discover(
        parse_inputs(settings.inputs), written, rows=settings.text_column is not None, limit=settings.max_bytes
    )
    for aside in found.set_aside:
        yield Inspected(aside.uri, aside.uri, None, (aside.diagnostic,))
    for dump in found.files:
        path = _spelled(dump)
        for uri, content, table, title in _contents(dump, settings):
            shown = path + uri.removeprefix(dump.uri)
            if isinstance(content, Diagnostic):
                yield Inspected(uri, shown, None, (content,))
            else:
                yield _inspect(uri, shown, content, settings.encoding, table, title, grammars)


def _contents(dump: Dump, settings: Settings) -> Iterator[tuple[str, bytes | Diagnostic, Encoding | None, str | None]]:
    """Yield the dumps in a file, each with its uri: their bytes or the reason why there are none; for rows also the
    table's encoding and their title.
    """
    if dump.content is not None or _is_plain(dump.path):
        try:
            yield dump.uri, read(dump, settings.max_bytes).data, None, None
        except UnreadableDump as error:
            yield dump.uri, error.diagnostic, None, None
        return
    from ingest.shard.versions import ReadingSettings  # Arrow comes with these, and a plain file does not need it
    from ingest.sources.dumps_in_file import Item, items

    reading = ReadingSettings.of(settings)
    for item in items(dump, reading.limits, reading.columns):
        uri = item.uri if isinstance(item, Item) else dump.uri
        if isinstance(item, Item) and item.data is not None:
            yield uri, item.data, item.table, item.title
        elif item.problem:
            yield uri, item.problem, None, None


def _inspect(
    uri: str,
    path: str,
    data: bytes,
    given: str | None,
    table: Encoding | None,
    title: str | None,
    grammars: Grammars,
) -> Inspected:
    try:
        reading = read_bytes(data, uri, encoding=given, table=table, title=title, grammars=grammars)
    except UnreadableDump as error:
        return Inspected(uri, path, None, (error.diagnostic,))
    except Exception as error:
        found = diagnose("E202", 1, detail=f"{type(error).__name__}: {error}")
        return Inspected(uri, path, None, (found,), traceback.format_exc())
    noticed = [diagnostic for profile in reading.profiles for diagnostic in profile.diagnostics]
    if not reading.profiles:
        noticed = [*reading.document.diagnostics, diagnose("I605", 1)]
    return Inspected(uri, path, reading, tuple(noticed))


def _spelled(dump: Dump) -> str:
    """The path as one would type it here: relative where the file lies below the working directory."""
    if dump.content is not None:
        return "-"
    relative = os.path.relpath(dump.path)
    return dump.path if relative.startswith(os.pardir + os.sep) else relative


def _is_plain(path: str) -> bool:
    kind, compression = suffixes(path)
    return compression is None and kind not in ARCHIVES and kind not in ROWS
