"""What a builder returns: values for the record, the lines it owns, the blocks it cannot hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from ingest.blocks import Block, Paragraph
from ingest.diagnostics import Diagnostic
from ingest.grammar import Grammars
from ingest.outline.model import Section


class Lined(Protocol):
    """Anything that names its lines."""

    @property
    def start(self) -> int:
        """The first line."""

    @property
    def end(self) -> int:
        """The last line."""


@dataclass(slots=True)
class Claim:
    """A builder's answer. `values` holds plain values by Profile field, validated once when the record is made."""

    values: dict[str, Any] = field(default_factory=dict)
    owned: list[Lined] = field(default_factory=list)
    owned_by: list[tuple[str, Lined]] = field(default_factory=list)  # lines of another field than the section's own
    furniture: list[Lined] = field(default_factory=list)  # placeholders: the page's words, not the profile's
    rest: list[Block] = field(default_factory=list)
    intros: list[Paragraph] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


class Context(NamedTuple):
    """What a builder may know beside its section: the grammars; where it asks for them, the levels that the page names
    elsewhere, and the guidelines that were built before it."""

    grammars: Grammars
    levels: frozenset[str] = frozenset()
    guidelines: Sequence[dict[str, Any]] = ()


class Builder(Protocol):
    """Blocks of one section → values of one field."""

    def __call__(self, section: Section, context: Context) -> Claim:
        """Read one section."""


def put(values: dict[str, Any], key: str, value: Any) -> None:
    """Set a key that the page chose; what it states twice is kept twice, the second as `key (2)`."""
    if key in values:
        taken, free = 1, 2  # no search one by one: a page may say one key on each of its lines
        while f"{key} ({free})" in values:
            taken, free = free, 2 * free
        while free - taken > 1:
            middle = (taken + free) // 2
            taken, free = (middle, free) if f"{key} ({middle})" in values else (taken, middle)
        key = f"{key} ({free})"
    values[key] = value


def span(lined: Lined) -> dict[str, int]:
    """The plain form of a record's span."""
    return {"line_start": lined.start, "line_end": lined.end}


def lines(start: int, end: int) -> dict[str, int]:
    """The plain form of a record's span, from line numbers."""
    return {"line_start": start, "line_end": end}
