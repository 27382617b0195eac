"""Values without marks of Markdown, escapes, entities and tags: undone in one place, for every text of a record."""

from __future__ import annotations

from typing import Any

from ingest.grammar import Grammars

_AS_THEY_STAND = frozenset({"raw", "code", "spans", "span"})  # lines of the dump, codes, places


def plain_values(value: Any, grammars: Grammars) -> Any:
    """The same plain values, with each text as a reader of the page sees it. Keys that the page chose are texts too."""
    if isinstance(value, str):
        return grammars.plain(value)
    if isinstance(value, list | tuple):
        return [plain_values(item, grammars) for item in value]
    if isinstance(value, dict):
        return {
            grammars.plain(key): inner if key in _AS_THEY_STAND else plain_values(inner, grammars)
            for key, inner in value.items()
        }
    return value
