"""What of a source was scanned. Only there may a run call a dump gone."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.sources import glob
from ingest.sources.naming import file_of, unquote


@dataclass(slots=True)
class Scope:
    """Claims of the inputs on one source, and whether every folder of it could be listed."""

    claims: list[tuple[str, str]] = field(default_factory=list)
    complete: bool = True

    def covers(self, relative: str) -> bool:
        """Whether the dump at this part of a uri would have been found, had it been there."""
        return self.complete and any(self._claims(kind, what, relative) for kind, what in self.claims)

    def _claims(self, kind: str, what: str, relative: str) -> bool:
        container = file_of(relative)
        if kind == "folder":
            return True
        if kind == "glob":
            return glob.matches(what, unquote(container))
        return container == ("-" if kind == "stdin" else what)
