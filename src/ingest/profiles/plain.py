"""Values without marks of Markdown, escapes, entities and tags: undone in one place, for every text of a record."""

from __future__ import annotations

from typing import Any

from ingest.grammar import Grammars

_AS_THEY_STAND = frozenset({"raw", "code", "spans", "span"})  # lines of the dump, codes, places
_KEYED_BY_THE_PAGE = frozenset({"other", "scores", "attributes"})


def plain_values(value: Any, grammars: Grammars) -> Any:
    """The same plain values, with each text as a reader of the page sees it. Keys that the page chose are texts too."""
    if isinstance(value, str):
        return grammars.plain(value)
    if isinstance(value, list | tuple):
        return [plain_values(item, grammars) for item in value]
    if isinstance(value, dict):
        return {key: _plain_field(key, inner, grammars) for key, inner in value.items()}
    return value


def _plain_field(key: str, value: Any, grammars: Grammars) -> Any:
    if value is None or key in _AS_THEY_STAND:
        return value
    if isinstance(value, str):
        return grammars.plain(value)
    if key in _KEYED_BY_THE_PAGE:
        return {grammars.plain(said): plain_values(inner, grammars) for said, inner in value.items()}
    return plain_values(value, grammars)
