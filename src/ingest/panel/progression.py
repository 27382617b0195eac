"""Progression: the levels of one page rise, and each says something of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from ingest.dedup import paragraph_id
from ingest.panel.finding_kinds import find
from ingest.panel.ladder import rungs
from ingest.panel.model import Checker, Finding
from ingest.records import YEARS, Guideline, Profile, Responsibility, Span
from ingest.sections.level_inference import MOST_LEVELS, overlaps

_UNEVEN = 1  # a bullet more or less is nothing


def _years(profile: Profile) -> Iterator[Finding]:
    """Lower bounds from row to row; of several in one row the highest counts, a master's degree being worth years."""
    for lower, higher in _neighbours(profile):
        before, after = _least(lower), _least(higher)
        if before is not None and after is not None and after <= before:
            id = "progression.experience-falls" if after < before else "progression.experience-flat"
            detail = f"{lower.level} from {before:g}, {higher.level} from {after:g}"
            yield find(id, [higher.span, lower.span], higher.degree_experience, detail)


def _rows(profile: Profile) -> Iterator[Finding]:
    """Neighbouring rows, cell by cell."""
    for lower, higher in _neighbours(profile):
        mine, theirs = _texts(higher), _texts(lower)
        alike = [name for name, text in mine.items() if paragraph_id(text) == paragraph_id(theirs.get(name, ""))]
        spans, pair = [higher.span, lower.span], f"{lower.level} and {higher.level}"
        if alike and len(alike) == len(mine) == len(theirs):
            yield find("progression.rows-alike", spans, mine[alike[0]], pair)
        elif alike:
            names = ", ".join(name.replace("_", " ") for name in alike)
            yield find("progression.cells-alike", spans, mine[alike[0]], f"{pair}: {names}")


def _counts(profile: Profile) -> Iterator[Finding]:
    """How many bullets each level has, and whether each level of the table has any."""
    groups = _by_level(profile)
    if len(groups) < 2:
        return
    counts = {level: len(duties) for level, duties in groups.items()}
    if max(counts.values()) - min(counts.values()) > _UNEVEN:
        fewest = min(counts, key=lambda level: counts[level])
        detail = ", ".join(f"{level} {count:,}" for level, count in counts.items())
        yield find("progression.bullets-uneven", _extent(groups[fewest]), groups[fewest][0].text, detail)
    bare = [row for row in profile.guidelines if row.level and row.level not in groups]
    if bare:
        detail = ", ".join(str(row.level) for row in bare)
        yield find("progression.level-without-bullets", [row.span for row in bare], bare[0].raw, detail)
    rows = {row.level for row in profile.guidelines if row.level}
    odd = [level for level in groups if level not in rows]
    if len(rows) > 1 and odd:
        spans = [span for level in odd for span in _extent(groups[level])]
        yield find("progression.level-without-row", spans, groups[odd[0]][0].text, ", ".join(odd))


def _places(profile: Profile) -> Iterator[Finding]:
    """Bullets under stated labels, held against the rows. Inferred levels were proven that way."""
    if any(duty.level_basis == "inferred" for duty in profile.responsibilities):
        return
    groups = _by_level(profile)
    rows = {row.level: row for row in profile.guidelines if row.level in groups}
    if len(rows) < 2:
        return
    levels = [level for level in rows if level][:MOST_LEVELS]
    bullets = [[duty.text for duty in groups[level]] for level in levels]
    matrix = list(overlaps(bullets, [rows[level].raw for level in levels]))
    nearest = [_best(line, own) for own, line in enumerate(matrix)]
    moved = [(level, levels[j]) for level, j in zip(levels, nearest, strict=True) if level != levels[j]]
    if not moved:
        return
    id = "progression.bullets-exchanged" if _is_exchange(matrix, nearest) else "progression.bullets-elsewhere"
    detail = ", ".join(f"those of {level} to {other}" for level, other in moved)
    spans = [span for level, _ in moved for span in _extent(groups[level])]
    yield find(id, spans, groups[moved[0][0]][0].text, detail)


def _best(line: list[int], own: int) -> int:
    """The column of the most shared words; of several, one's own."""
    return own if line[own] == max(line) else line.index(max(line))


def _is_exchange(matrix: list[list[int]], nearest: list[int]) -> bool:
    """Every group has a row that is its strict best, and is the row's: this proves where they belong."""
    if sorted(nearest) != list(range(len(nearest))):
        return False
    columns = list(zip(*matrix, strict=True))
    return all(
        sum(value >= matrix[i][j] for value in matrix[i]) == sum(value >= matrix[i][j] for value in columns[j]) == 1
        for i, j in enumerate(nearest)
    )


def _repeated(profile: Profile) -> Iterator[Finding]:
    """The same bullet under two levels."""
    seen: dict[str, Responsibility] = {}
    again = []
    for duty in profile.responsibilities:
        first = seen.setdefault(paragraph_id(duty.text), duty)
        if duty.level and first.level and first.level != duty.level:
            again.append((first, duty))
    if again:
        spans = dict.fromkeys(duty.span for pair in again for duty in pair)
        first, duty = again[0]
        more = f" (and {len(again) - 1:,} more)" if len(again) > 1 else ""
        yield find("progression.bullet-repeated", spans, duty.text, f"{first.level} and {duty.level}{more}")


def _neighbours(profile: Profile) -> Iterator[tuple[Guideline, Guideline]]:
    """Rows of neighbouring levels of one scheme, the lower one first. Levels without an order have no neighbours."""
    places = rungs(profile)
    rows = [(rung, row) for row in profile.guidelines if row.level and (rung := places[row.level])]
    rows.sort(key=lambda pair: pair[0])
    for _, of_scheme in groupby(rows, key=lambda pair: pair[0].scheme):
        for (lower, row), (higher, next_row) in pairwise(of_scheme):
            if lower.order < higher.order:
                yield row, next_row


def _least(row: Guideline) -> float | None:
    return max((years.min_years for years in row.experience if years.min_years is not None), default=None)


def _texts(row: Guideline) -> dict[str, str]:
    """Return the cells of a row by column, without the years."""
    return {name: text for name, text in row.cells.items() if name != YEARS}


def _by_level(profile: Profile) -> dict[str, list[Responsibility]]:
    groups: dict[str, list[Responsibility]] = {}
    for duty in profile.responsibilities:
        if duty.level and duty.parent is None:
            groups.setdefault(duty.level, []).append(duty)
    return groups


def _extent(duties: list[Responsibility]) -> list[Span]:
    return [Span(line_start=duties[0].span.line_start, line_end=duties[-1].span.line_end)]


def _has_rows(profile: Profile) -> bool:
    return len({row.level for row in profile.guidelines if row.level}) > 1


def _has_levels(profile: Profile) -> bool:
    return len({duty.level for duty in profile.responsibilities if duty.level}) > 1


CHECKERS = (
    Checker("years", "progression", _years, _has_rows),
    Checker("rows", "progression", _rows, _has_rows),
    Checker("counts", "progression", _counts, _has_levels),
    Checker("places", "progression", _places, lambda profile: _has_rows(profile) and _has_levels(profile)),
    Checker("repetitions", "progression", _repeated, _has_levels),
)
