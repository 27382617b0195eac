"""What a further section says of a field, as it joins what earlier sections said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.outline.kinds import DIMENSIONS
from ingest.records import Guideline, Span
from ingest.sections.claim import put


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
    runs: list[list[Guideline]] = []
    for guideline in guidelines:
        if runs and _is_same_rung(runs[-1][-1], guideline, structure, lines):
            runs[-1].append(guideline)
        else:
            runs.append([guideline])
    return tuple(_as_one(run) if len(run) > 1 else run[0] for run in runs)


def _is_same_rung(above: Guideline, below: Guideline, structure: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether nothing but a heading stands between two guidelines of one level."""
    if above.level is None or (above.level, above.level_title) != (below.level, below.level_title):
        return False
    between = [at for at in range(above.span.line_end, below.span.line_start - 1) if lines[at].strip()]
    return bool(between) and all(structure[at] == "structure" for at in between)


def _as_one(run: Sequence[Guideline]) -> Guideline:
    """Several guidelines of one level as one. A dimension that more of them name is kept as often."""
    fields: dict[str, str | None] = dict.fromkeys(DIMENSIONS)
    other: dict[str, str] = {}
    spans: dict[str, list[Span]] = {}
    for guideline in run:
        for name in DIMENSIONS:
            text = getattr(guideline, name)
            if text is not None and fields[name] is None:
                fields[name] = text
            elif text is not None:
                put(other, name, text)
        for name, text in guideline.other.items():
            put(other, name, text)
        for name, at in guideline.spans.items():
            spans.setdefault(name, []).extend(at)
    changed = {
        **fields,
        "other": other,
        "spans": {name: tuple(at) for name, at in spans.items()},
        "experience": tuple(one for guideline in run for one in guideline.experience),
        "unplaced": tuple(one for guideline in run for one in guideline.unplaced),
        "raw": "\n".join(guideline.raw for guideline in run),
        "span": run[0].span.model_copy(update={"line_end": run[-1].span.line_end}),
    }
    return run[0].model_copy(update=changed)
