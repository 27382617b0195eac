"""Citations: which values of a record are stated on a line, from the spans of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.records import Profile, Record, Span


class Citation(NamedTuple):
    """A field path, such as `skills[3]` or `level.scope`, and the lines it names."""

    path: str
    span: Span


def citations(record: Record, path: str = "") -> Iterator[Citation]:
    """Every place that a record names: its own, then those of its parts in the order of its fields."""
    span = getattr(record, "span", None)
    if isinstance(span, Span):
        yield Citation(path, span)
    for field, places in getattr(record, "spans", {}).items():
        yield from (Citation(f"{path}.{field}" if path else field, place) for place in places)
    for name, value in record:
        if name == "outline":
            continue  # it says where sections are, and no line of theirs
        inner = f"{path}.{name}" if path else name
        if isinstance(value, Record) and not isinstance(value, Span):
            yield from citations(value, inner)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record) and not isinstance(item, Span):
                    yield from citations(item, f"{inner}[{index}]")


def cited_by(profiles: Sequence[Profile]) -> dict[int, tuple[str, ...]]:
    """Field paths by line, 1-based. With several profiles a path starts with the profile's index: `[1].skills[0]`.

    A whole gives way to its parts: a line of a kept bullet is cited by the bullet, not by its section as well.
    """
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        for citation in citations(profile, f"[{index}]" if len(profiles) > 1 else ""):
            for line in range(citation.span.line_start, citation.span.line_end + 1):
                found[line].append(citation)
    return {line: tuple(dict.fromkeys(_innermost(cited))) for line, cited in found.items()}


def _innermost(cited: list[Citation]) -> Iterator[str]:
    for outer in cited:
        if not any(_is_part(inner, outer) for inner in cited):
            yield outer.path


def _is_part(inner: Citation, outer: Citation) -> bool:
    return inner.path.startswith((f"{outer.path}.", f"{outer.path}[")) and _length(inner) < _length(outer)


def _length(citation: Citation) -> int:
    return citation.span.line_end - citation.span.line_start
