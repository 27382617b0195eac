"""Guidelines of one level that are directly below one another, as one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.records import DIMENSIONS, Guideline, Span
from ingest.sections.reader_interface import put


def join_neighbours(guidelines: Sequence[Guideline], owners: Sequence[str], lines: Sequence[str]) -> list[Guideline]:
    """Guidelines of one level whose dimensions are directly below one another, as one each.

    `lines` are the page's, with their owners. Dimensions that are above their levels stay
    apart: one span could not hold a level's guidelines without those of others.
    """
    runs: list[list[Guideline]] = []
    for guideline in guidelines:
        if runs and _are_neighbours(runs[-1][-1], guideline, owners, lines):
            runs[-1].append(guideline)
        else:
            runs.append([guideline])
    return [_as_one(run) if len(run) > 1 else run[0] for run in runs]


def _are_neighbours(above: Guideline, below: Guideline, owners: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether there is only a heading between two guidelines of one level."""
    if above.level is None or (above.level, above.level_title) != (below.level, below.level_title):
        return False
    between = [at for at in range(above.span.line_end, below.span.line_start - 1) if lines[at].strip()]
    return bool(between) and all(owners[at] == "structure" for at in between)


def _as_one(run: Sequence[Guideline]) -> Guideline:
    """Several guidelines of one level as one. A dimension that more of them name is kept as often."""
    cells: dict[str, str] = {}
    spans: dict[str, tuple[Span, ...]] = {}
    for guideline in run:
        for name, text in guideline.cells.items():
            spans[put(cells, name, text)] = guideline.spans.get(name, ())
    changed = {
        **{name: cells.pop(name, None) for name in DIMENSIONS},
        "other": cells,
        "spans": spans,
        "experience": tuple(one for guideline in run for one in guideline.experience),
        "unplaced": tuple(one for guideline in run for one in guideline.unplaced),
        "raw": "\n".join(guideline.raw for guideline in run),
        "span": run[0].span.model_copy(update={"line_end": run[-1].span.line_end}),
    }
    return run[0].model_copy(update=changed)
