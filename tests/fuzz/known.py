"""Tables whose truth is known, since they were made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import strategies as st

from ingest.records import Profile

from .drawings import Rows

LADDERS = (
    ["P1", "P2", "P3", "P4"], ["Level 1", "Level 2", "Level 3"], ["Junior", "Senior", "Principal"],
    ["IC1", "IC2", "IC3"], ["GS-11", "GS-12", "GS-13"],
)  # fmt: skip
DIMENSIONS = ("Knowledge", "Scope", "Craft", "Communication", "Travel", "Autonomy")
SAID = (
    "Follows a recipe.", "Plans a shift of four.", "Runs the bakery, its budget and its people.", "Bakes with help.",
    "Explains what went wrong.", "Writes recipes that others use.", "Leads.", "Knows flour", "some", "Often abroad",
    "Works alone; asks where it is unclear.", "Sets goals: yearly", "粉を知っている。",
)  # fmt: skip


class Matrix(NamedTuple):
    """Levels by dimensions. A cell may be empty."""

    levels: list[str]
    dimensions: list[str]
    cells: dict[tuple[str, str], str]

    def rows(self, *, across: bool) -> Rows:
        """The rows of its table: a level a row, or a level a column."""
        down, over = (self.dimensions, self.levels) if across else (self.levels, self.dimensions)
        body = [[one, *(self.cells[(other, one) if across else (one, other)] for other in over)] for one in down]
        return [["Dimension" if across else "Level", *over], *body]


@st.composite
def matrices(draw: st.DrawFn, *, is_full: bool = False) -> Matrix:
    """A ladder with two to four dimensions, of which each level says something of its own, or nothing."""
    ladder = draw(st.sampled_from(LADDERS))
    levels = ladder[: draw(st.integers(2, len(ladder)))]
    dimensions = draw(st.lists(st.sampled_from(DIMENSIONS), min_size=2, max_size=4, unique=True))
    cells = {}
    for level in levels:
        for dimension in dimensions:
            said = draw(st.sampled_from(SAID) if is_full else st.sampled_from(SAID) | st.just(""))
            place = f"{levels.index(level)}{DIMENSIONS.index(dimension)}"
            cells[level, dimension] = said and f"{said[:-1]} ({place}){said[-1:]}"
    return Matrix(levels, dimensions, cells)


def claimed(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """The cells of a record, with level and dimension as the table names them."""
    for guideline in profile.guidelines:
        level = next((one for ladder in LADDERS for one in ladder if _is(one, guideline.level)), str(guideline.level))
        for name, text in guideline.cells.items():
            named = name.rpartition(": ")[2]  # below a row without any cell, which may head a group
            yield level, _WRITTEN.get(named, named), text


def _is(label: str, level: str | None) -> bool:
    return level in (label, label.replace("Level ", "L"))


_WRITTEN = {"knowledge_application": "Knowledge", "collaboration_interaction": "Communication"}
