"""Level guidelines: a table. A row whose cells have no place is shorter than the table, as it was read."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Guideline, Profile
from rendering.dialect import Dialect

COLUMNS = {
    "knowledge_application": "Knowledge & Application",
    "complexity_problem_solving": "Complexity & Problem Solving",
    "collaboration_interaction": "Collaboration & Interaction",
    "degree_experience": "Typical Degree & Years",
}


def render_guidelines(profile: Profile, style: Dialect) -> Iterator[list[str]]:
    """One table of all guidelines, a column for each dimension that any of them states."""
    rows = [{"Level": guideline.level or "", **_cells(guideline)} for guideline in profile.guidelines]
    if not rows:
        return
    named = dict.fromkeys(name for row in rows for name in row)
    columns = [name for name in ("Level", *COLUMNS.values()) if name in named]
    columns += [name for name in named if name not in columns]
    # An empty cell at a row's end is what a tool leaves that moved cells: a column that is never empty goes last.
    last = next((name for name in reversed(columns[1:]) if all(row.get(name) for row in rows)), columns[-1])
    columns = [*(name for name in columns if name != last), last]
    cells = [[row.get(name, "") for name in columns] for row in rows]
    yield style.table(
        columns,
        [_unplaced(guideline) or row for guideline, row in zip(profile.guidelines, cells, strict=True)],
    )


def _unplaced(guideline: Guideline) -> list[str]:
    """The cells in their order, without those that are empty; the years, if they were told by their form, come last."""
    if not guideline.unplaced:
        return []
    years = [guideline.degree_experience] if guideline.degree_experience else []
    return [guideline.level or "", *guideline.unplaced, *years]


def _cells(guideline: Guideline) -> dict[str, str]:
    stated = {title: getattr(guideline, field) for field, title in COLUMNS.items()}
    return {name: text for name, text in {**stated, **guideline.other}.items() if text}
