"""How the section of an item is known to be about what it is about: the item's lines, looked up in the outline."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

from ingest.records import KindBasis, OutlineEntry, Profile


def kind_bases(kind: str) -> Callable[[Profile, Sequence[Any]], Iterable[KindBasis | None]]:
    """For items of a `kind`: the basis of the innermost section of this kind around each; None where there is none."""

    def bases(profile: Profile, items: Sequence[Any]) -> Iterable[KindBasis | None]:
        sections = [entry for entry in profile.outline if entry.kind == kind]
        if not sections:
            return repeat(None, len(items))
        sections.sort(key=_extent)
        starts = [entry.span.line_start for entry in sections]
        return [_basis(sections[: bisect_right(starts, item.span.line_start)], item.span.line_end) for item in items]

    return bases


def _extent(entry: OutlineEntry) -> tuple[int, int]:
    """Outer sections first."""
    return entry.span.line_start, -entry.span.line_end


def _basis(sections: Sequence[OutlineEntry], last: int) -> KindBasis | None:
    around = (entry for entry in reversed(sections) if entry.span.line_end >= last)
    innermost = next(around, None)
    return innermost.kind_basis if innermost else None
