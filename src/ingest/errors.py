"""The errors a caller can meet, as one tree. A bad dump is not an error: it is a diagnostic.

IngestError
├── UsageError           what was asked for cannot be done as asked (exit code 2)
│   ├── GrammarError     a grammar file is missing or broken; names file and line
│   ├── SettingsError    a setting has no meaning; names where it came from
│   └── QueryError       SQL that DuckDB refuses; carries its drawing of the place
├── ParseError           `ingest.parse` on a text that is not exactly one record
│   ├── EmptyText
│   └── SeveralProfiles
├── UnreadableDump       bytes that cannot become text; carries the diagnostic
├── StoreError           the dataset cannot be written or trusted (exit code 1)
│   └── DamagedDataset   a part or manifest is not what was published
├── RunRefused           a guard stopped the run: loss, drift, failures (exit code 4)
└── LockHeld             another run holds the dataset (exit code 5)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.exit_codes import FAILED, LOCKED, STOPPED_BY_GUARD, WRONG_USAGE

if TYPE_CHECKING:
    from ingest.diagnostics import Diagnostic


class IngestError(Exception):
    """Base of all errors raised on purpose."""

    exit_code = FAILED


class UsageError(IngestError):
    """The request itself is wrong; nothing was done."""

    exit_code = WRONG_USAGE


class GrammarError(UsageError):
    """A grammar file is missing or broken. `path` and `line` (1-based, or None) say where."""

    def __init__(self, message: str, path: str, line: int | None = None) -> None:
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.path = path
        self.line = line


class SettingsError(UsageError):
    """A setting's value has no meaning."""


class QueryError(UsageError):
    """SQL is refused. `drawing` shows where: a line of it, and a caret below; empty where that is not known."""

    def __init__(self, message: str, drawing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.drawing = drawing


class ParseError(IngestError, ValueError):
    """`ingest.parse` was given a text that is not exactly one record."""


class EmptyText(ParseError):
    """The text has no visible character."""


class SeveralProfiles(ParseError):
    """The text holds more than one profile; `ingest.parse_all` reads it."""


class UnreadableDump(IngestError):
    """The bytes cannot become text. `diagnostic` holds code, place and hint."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class StoreError(IngestError):
    """The dataset cannot be read or written; the last published snapshot is untouched."""


class DamagedDataset(StoreError):
    """A file of the dataset is not what was published."""


class RunRefused(IngestError):
    """A guard stopped the run: too much was lost, drifted or could not be read. Nothing was published."""

    exit_code = STOPPED_BY_GUARD


class LockHeld(IngestError):
    """Another run holds the dataset."""

    exit_code = LOCKED
