"""Pages whose truth is known, since they were made of it: what is claimed of them is right, or somebody says why not."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from . import drawings
from .drawings import Rows

LADDERS = (
    ["P1", "P2", "P3", "P4"], ["Level 1", "Level 2", "Level 3"], ["Junior", "Senior", "Principal"], ["IC1", "IC2", "IC3"],
    ["GS-11", "GS-12", "GS-13"], ["L3", "L4", "L5"],
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
def matrices(draw: st.DrawFn) -> Matrix:
    """A ladder with two to four dimensions, of which each level says something of its own."""
    ladder = draw(st.sampled_from(LADDERS))
    levels = ladder[: draw(st.integers(2, len(ladder)))]
    dimensions = draw(st.lists(st.sampled_from(DIMENSIONS), min_size=2, max_size=4, unique=True))
    cells = {}
    for level in levels:
        for dimension in dimensions:
            said = draw(st.sampled_from(SAID) | st.just(""))
            cells[level, dimension] = said and f"{said[:-1]} ({levels.index(level)}{DIMENSIONS.index(dimension)}){said[-1:]}"
    return Matrix(levels, dimensions, cells)


whole_drawing = st.sampled_from(drawings.WHOLE)
any_drawing = st.sampled_from(drawings.ALL)
