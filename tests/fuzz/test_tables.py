"""Tables whose truth is known: each cell that is claimed belongs to its level and its dimension, in every drawing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.read import read_text

from .drawings import WHOLE
from .known import Matrix, claimed, matrices

HEADS = ("# Baker\n\n## Level guidelines\n\n", "# Baker ladder\n\n", "# Baker — P2\nA.B.P2\n\nLevel guidelines\n\n")


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(matrices(), st.sampled_from(WHOLE), st.booleans(), st.sampled_from(HEADS))
def test_cells_are_claimed_where_they_are(matrix: Matrix, drawing, across: bool, head: str) -> None:
    page = f"{head}{drawing(matrix.rows(across=across))}\n\n## Skills\n\n- Baking\n"
    for profile in read_text(page).profiles:
        for level, dimension, text in claimed(profile):
            assert matrix.cells.get((level, dimension)) == text


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(matrices(is_full=True), st.sampled_from(WHOLE), st.booleans(), st.sampled_from(HEADS))
def test_all_cells_of_a_full_table_are_claimed(matrix: Matrix, drawing, across: bool, head: str) -> None:
    page = f"{head}{drawing(matrix.rows(across=across))}\n\n## Skills\n\n- Baking\n"
    found = {(level, dimension): text for p in read_text(page).profiles for level, dimension, text in claimed(p)}
    assert found == matrix.cells
