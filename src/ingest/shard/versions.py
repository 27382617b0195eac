"""What a dump's records depend on besides its bytes. A dump is read again when one of these changes, and only then."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ingest.grammar import load_grammars, word_sources
from ingest.grammar.word_files import Source
from ingest.settings import Settings
from ingest.sources.limits import Limits
from ingest.sources.table_model import Columns
from ingest.tables.outcome import Versions

PARSER_VERSION = "27"
"""Raised whenever the reader makes other records of the same bytes."""

# A setting matters only to the dumps whose fate it decided: those with this deciding diagnostic.
_BEARING = {
    "E103": ("max_bytes",),
    "E105": ("max_unpacked", "max_ratio", "max_members", "max_depth"),
    "E201": ("accept",),
    "E203": ("deadline", "max_memory"),
}


class ReadingSettings(NamedTuple):
    """The settings that reach a worker; all that can change what comes of a dump."""

    grammars: Path | None
    words: tuple[Source, ...]
    accept: str
    max_bytes: int
    max_unpacked: int
    max_ratio: int
    max_members: int
    max_depth: int
    deadline: float
    max_memory: int
    encoding: str | None
    text_column: str | None
    title_column: str | None
    id_column: str | None
    review: bool

    @property
    def limits(self) -> Limits:
        """What one file may unpack to."""
        return Limits(self.max_bytes, self.max_unpacked, self.max_ratio, self.max_members, self.max_depth)

    @property
    def columns(self) -> Columns:
        """Where a table holds its dumps."""
        return Columns(self.text_column or "text", self.id_column, self.encoding, self.title_column)

    @classmethod
    def of(cls, settings: Settings) -> ReadingSettings:
        """The part of all settings that matters here. Files of words are read now. Raises GrammarError."""
        values = {name: getattr(settings, name) for name in cls._fields}
        return cls(**{**values, "words": word_sources(settings.words)})

    def versions(self, decided_by: str | None = None) -> Versions:
        """Versions of a dump whose fate this diagnostic decided."""
        return Versions(PARSER_VERSION, load_grammars(self.grammars, self.words).digest, self.digest(decided_by))

    def digest(self, decided_by: str | None = None) -> str:
        """Digest of the settings that bear on a dump with this deciding diagnostic; an encoding or a column of titles
        that is given bears on all."""
        bearing = {name: getattr(self, name) for name in _BEARING.get(decided_by or "", ())}
        if self.encoding:
            bearing["encoding"] = self.encoding
        if self.title_column:
            bearing["title_column"] = self.title_column
        return sha256(json.dumps(bearing, sort_keys=True).encode()).hexdigest()[:16]
