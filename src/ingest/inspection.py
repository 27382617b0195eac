"""Dumps read one by one outside of a run: nothing is published, and every finding is at hand with its line."""

from __future__ import annotations

import os
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.builders import Reading, read_dump
from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump
from ingest.grammar import load_grammars
from ingest.settings import Settings
from ingest.sources.decode import decode
from ingest.sources.discover import discover
from ingest.sources.dump import Dump
from ingest.sources.inputs import parse_inputs
from ingest.sources.naming import format_of
from ingest.sources.read import read


class Inspected(NamedTuple):
    """A dump as the reader sees it. `path` is for people; `reading` is None where no record could be had.

    `failure` is the traceback of a fault of ours, which costs this dump only (E202).
    """

    uri: str
    path: str
    reading: Reading | None
    diagnostics: tuple[Diagnostic, ...]
    failure: str = ""

    @property
    def is_dump(self) -> bool:
        """False for a file that was passed over because of its name."""
        return self.reading is not None or any(finding.severity == "error" for finding in self.diagnostics)


@dataclass(slots=True)
class Tally:
    """Counts over dumps: findings by severity and by code, and in how many files each code stands."""

    dumps: int = 0
    clean: int = 0
    passed_over: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    files_with: Counter[str] = field(default_factory=Counter)

    def add(self, dump: Inspected) -> None:
        """Count one dump, or one file that is none."""
        self.dumps += dump.is_dump
        self.passed_over += not dump.is_dump
        self.clean += not dump.diagnostics
        self.severities.update(finding.severity for finding in dump.diagnostics)
        self.codes.update(finding.code for finding in dump.diagnostics)
        self.files_with.update({finding.code for finding in dump.diagnostics})


def inspect(settings: Settings) -> Iterator[Inspected]:
    """Read every dump of the settings' inputs, and name what was set aside.

    Raises UsageError for an input that does not exist, GrammarError for a broken grammar; before the first dump.
    """
    load_grammars(settings.grammars)
    found = discover(parse_inputs(settings.inputs))
    for aside in found.set_aside:
        yield Inspected(aside.uri, aside.uri, None, (aside.diagnostic,))
    for dump in found.dumps:
        yield _inspect(dump, settings)


def _inspect(dump: Dump, settings: Settings) -> Inspected:
    path = _spelled(dump)
    try:
        content = read(dump, settings.max_bytes)
        text, encoding = decode(content.data)
    except UnreadableDump as error:
        return Inspected(dump.uri, path, None, (error.diagnostic,))
    try:
        reading = read_dump(
            text,
            uri=dump.uri,
            sha256=content.sha256,
            encoding=encoding,
            format=format_of(dump.uri),
            grammars=load_grammars(settings.grammars),
        )
    except Exception as error:
        found = diagnose("E202", 1, detail=f"{type(error).__name__}: {error}")
        return Inspected(dump.uri, path, None, (found,), traceback.format_exc())
    noticed = [diagnostic for profile in reading.profiles for diagnostic in profile.diagnostics]
    if not reading.profiles:
        noticed = [*reading.document.diagnostics, diagnose("I605", 1)]
    return Inspected(dump.uri, path, reading, tuple(noticed))


def _spelled(dump: Dump) -> str:
    """The path as one would type it here: relative where the file lies below the working directory."""
    if dump.content is not None:
        return "-"
    relative = os.path.relpath(dump.path)
    return dump.path if relative.startswith(os.pardir + os.sep) else relative
