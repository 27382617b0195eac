"""How the section of an item is known to be about what it is about: the item's lines, looked up in the outline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

from ingest.records import KindBasis, OutlineEntry, Profile, Span


def kind_bases(kind: str) -> Callable[[Profile, Sequence[Any]], Iterable[KindBasis | None]]:
    """Return, for each item of a `kind`, the basis of the innermost section of this kind around it.

    None means that there is no such section, or that an item of an HTML page shares its line with the beginnings of
    several. Items directly below the heading of a level have the basis "form".
    """

    def bases(profile: Profile, items: Sequence[Any]) -> Iterable[KindBasis | None]:
        sections = [entry for entry in profile.outline if entry.kind == kind]
        levels = [entry for entry in profile.outline if entry.kind == "level"]
        if not sections:
            return (_of_level(levels, item) for item in items) if levels else repeat(None, len(items))
        sections.sort(key=_extent)
        starts = [entry.span.line_start for entry in sections]
        basis = _basis_on_its_line if profile.source.format == "html" else _basis
        return [
            basis(sections[: bisect_right(starts, item.span.line_start)], item)
            or (None if any(_is_around(entry, item) for entry in sections) else _of_level(levels, item))
            for item in items
        ]

    return bases


def _is_around(entry: OutlineEntry, item: Any) -> bool:
    span: Span = item.span
    return entry.span.line_start <= span.line_start and span.line_end <= entry.span.line_end


def _of_level(levels: Sequence[OutlineEntry], item: Any) -> KindBasis | None:
    return "form" if any(_is_around(level, item) for level in levels) else None


def _extent(entry: OutlineEntry) -> tuple[int, int]:
    """Outer sections first."""
    return entry.span.line_start, -entry.span.line_end


def _basis(sections: Sequence[OutlineEntry], item: Any) -> KindBasis | None:
    around = (entry for entry in reversed(sections) if entry.span.line_end >= item.span.line_end)
    innermost = next(around, None)
    return innermost.kind_basis if innermost else None


def _basis_on_its_line(sections: Sequence[OutlineEntry], item: Any) -> KindBasis | None:
    """Of the sections that may hold an item, those that its group names decide where they differ."""
    around = [entry for entry in sections if entry.span.line_end >= item.span.line_end]
    before = [entry for entry in around if entry.span.line_start < item.span.line_start]
    here = [*before[-1:], *(entry for entry in around if entry.span.line_start == item.span.line_start)]
    named = [entry for entry in here if item.group in ((entry.group, entry.heading) if item.group else (entry.group,))]
    for found in (here, named):
        if len(bases := {entry.kind_basis for entry in found}) == 1:
            return bases.pop()
    return None
