"""What of a source was scanned. Only there may a run call a dump gone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.sources.naming import file_of, quote


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
            return self.matches(quote(what), container)
        return container == ("-" if kind == "stdin" else what)

    @staticmethod
    def matches(pattern: str, relative: str) -> bool:
        """Whether a path matches a glob: `**` any folders, `*` and `?` within a name, `[…]` one character."""
        return _compiled(pattern).fullmatch(relative) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = []
    for token in re.findall(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", pattern, re.DOTALL):
        if token == "**/":
            parts.append("(?:[^/]+/)*")
        elif token == "**":
            parts.append(".*")
        elif token in "*?":
            parts.append("[^/]*" if token == "*" else "[^/]")
        elif len(token) > 1:
            parts.append("[" + token[1:-1].replace("!", "^", 1) + "]" if token[1] == "!" else token)
        else:
            parts.append(re.escape(token))
    return re.compile("".join(parts), re.DOTALL)
