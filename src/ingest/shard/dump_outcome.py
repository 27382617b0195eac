"""The outcome of one dump: its bytes to records, or the reason why there are none. Any bytes have an outcome."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import replace

from ingest.diagnostics import Diagnostic, diagnose
from ingest.errors import UnreadableDump
from ingest.grammar import load_grammars
from ingest.line_coverage import coverage
from ingest.read import Reading, read_bytes
from ingest.shard.versions import ReadingSettings
from ingest.sources.decode import Decoded, Encoding
from ingest.sources.ids import document_id
from ingest.tables.outcome import Lines, Outcome, Status

NOT_A_PROFILE, OUR_FAULT, EMPTY = "E201", "E202", "I605"


def status_of(why: Diagnostic) -> Status:
    """The status of a dump that is not read for this reason."""
    return "skipped" if why.severity == "info" else "quarantined"


class Reader:
    """Reads dumps under one set of settings. `failures` collects tracebacks of our own bugs by uri."""

    def __init__(self, settings: ReadingSettings, failures: dict[str, str] | None = None) -> None:
        self.settings = settings
        self.failures = {} if failures is None else failures
        self._grammars = load_grammars(settings.grammars, settings.words)

    def outcome(
        self,
        uri: str,
        source: str,
        data: bytes,
        sha256: str,
        *,
        table: Encoding | None = None,
        title: str | None = None,
    ) -> Outcome:
        """What becomes of a dump with these bytes; `table` is the encoding of the table whose row it is, `title` what
        the row states as its title."""
        try:
            return self._outcome(uri, source, data, sha256, table, title)
        except UnreadableDump as error:
            return self.refused(
                uri, source, error.diagnostic, status=status_of(error.diagnostic), sha256=sha256, size=len(data)
            )
        except Exception as error:  # a bug of ours costs one dump, not the run
            return self.failed(uri, source, error, sha256=sha256, size=len(data))

    def _outcome(
        self, uri: str, source: str, data: bytes, sha256: str, table: Encoding | None, title: str | None
    ) -> Outcome:
        encoding = self.settings.encoding
        reading = read_bytes(
            data, uri, sha256=sha256, encoding=encoding, table=table, title=title, grammars=self._grammars
        )
        return self._read(uri, source, sha256, len(data), reading)

    def refused(
        self,
        uri: str,
        source: str,
        why: Diagnostic,
        *,
        status: Status = "quarantined",
        sha256: str | None = None,
        size: int | None = None,
    ) -> Outcome:
        """The outcome of a dump that was not read."""
        return self._made(uri, source, sha256, size, None, None, status, why.code, [why])

    def failed(
        self, uri: str, source: str, error: Exception, *, sha256: str | None = None, size: int | None = None
    ) -> Outcome:
        """The outcome of a dump on which we failed; the traceback is kept."""
        self.failures[uri] = _writable("".join(traceback.format_exception(error)))
        detail = _writable(f"{type(error).__name__}: {error}")
        return self.refused(uri, source, diagnose(OUR_FAULT, 1, detail=detail), sha256=sha256, size=size)

    def _read(self, uri: str, source: str, sha256: str, size: int, reading: Reading) -> Outcome:
        decoded = reading.decoded
        assert decoded is not None  # it was read from bytes
        if not reading.profiles:  # blank, marks without width, or a page of which nothing is to be seen
            found = [*reading.document.diagnostics, diagnose(EMPTY, 1)]
            return self._made(uri, source, sha256, size, decoded, reading.document.format, "skipped", EMPTY, found)
        lines = Lines.of(reading.owners)
        said = reading.profiles[0].source
        if reading.is_profile or self.settings.accept == "any":
            decided_by = None if reading.is_profile else NOT_A_PROFILE
            return Outcome(
                document_id(uri), uri, source, sha256, size, decoded.encoding, said.format, "published",
                profiles=reading.profiles, lines=lines, versions=self.settings.versions(decided_by),
                encoding_basis=decoded.basis, language=said.language, coverage=coverage(reading),
            )  # fmt: skip
        found = [d for profile in reading.profiles for d in profile.diagnostics]
        made = self._made(uri, source, sha256, size, decoded, said.format, "quarantined", NOT_A_PROFILE, found, lines)
        return replace(made, language=said.language)

    def _made(
        self,
        uri: str,
        source: str,
        sha256: str | None,
        size: int | None,
        decoded: Decoded | None,
        name: str | None,
        status: Status,
        reason: str,
        found: Sequence[Diagnostic],
        lines: Lines | None = None,
    ) -> Outcome:
        return Outcome(
            document_id(uri), uri, source, sha256, size, decoded and decoded.encoding, name, status, reason,
            diagnostics=tuple(found), lines=lines, versions=self.settings.versions(reason),
            encoding_basis=decoded and decoded.basis,
        )  # fmt: skip


def _writable(text: str) -> str:
    """A message as UTF-8 can hold it: what could not be written must not fail once more."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
