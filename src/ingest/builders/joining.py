"""What a further section says of a field, as it joins what earlier sections said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.builders.claim import put
from ingest.outline.kinds import DIMENSIONS
from ingest.records import Guideline


def joined(items: Sequence[Any], before: int, group: str | None, is_numbered: bool) -> Iterator[Any]:
    """Items of a further section as they join `before` earlier ones: numbered on, and with the section's heading."""
    for item in items:
        changed: dict[str, Any] = {}
        if is_numbered:
            changed["ordinal"] = item.ordinal + before
            changed["parent"] = item.parent + before if item.parent is not None else None
        if group is not None and item.group is None:
            changed["group"] = group
        yield item.model_copy(update=changed) if changed else item


def join_rungs(
    guidelines: Sequence[Guideline], structure: Sequence[str], lines: Sequence[str]
) -> tuple[Guideline, ...]:
    """Guidelines of one level whose dimensions stand directly below one another, as one each.

    `lines` are the page's, `structure` says which of them are headings. Dimensions that stand above their levels stay
    apart: one span could not hold a level's guidelines without those of others.
    """
    joined: list[Guideline] = []
    for guideline in guidelines:
        above = joined[-1] if joined else None
        if above is not None and _is_same_rung(above, guideline, structure, lines):
            joined[-1] = _both(above, guideline)
        else:
            joined.append(guideline)
    return tuple(joined)


def _is_same_rung(above: Guideline, below: Guideline, structure: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether nothing but a heading stands between two guidelines of one level."""
    if above.level is None or (above.level, above.level_title) != (below.level, below.level_title):
        return False
    between = [at for at in range(above.span.line_end, below.span.line_start - 1) if lines[at].strip()]
    return bool(between) and all(structure[at] == "structure" for at in between)


def _both(above: Guideline, below: Guideline) -> Guideline:
    """Two guidelines of one level as one. A dimension that both name is kept twice."""
    fields = {name: getattr(above, name) or getattr(below, name) for name in DIMENSIONS}
    other = dict(above.other)
    spans = dict(above.spans)
    for name in DIMENSIONS:
        if getattr(above, name) is not None and getattr(below, name) is not None:
            put(other, name, getattr(below, name))
    for name, text in below.other.items():
        put(other, name, text)
    for name, at in below.spans.items():
        spans[name] = (*spans.get(name, ()), *at)
    changed = {
        **fields,
        "other": other,
        "spans": spans,
        "experience": (*above.experience, *below.experience),
        "unplaced": (*above.unplaced, *below.unplaced),
        "raw": f"{above.raw}\n{below.raw}",
        "span": above.span.model_copy(update={"line_end": below.span.line_end}),
    }
    return above.model_copy(update=changed)
