"""A TextColumn gives back what was put into it, to Python and to Arrow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.text_column import TextColumn

TEXTS = st.lists(st.text(st.characters(exclude_categories=["Cs"])))


@given(TEXTS, TEXTS)
def test_texts_come_back_in_their_order(first: list[str], then: list[str]) -> None:
    column = TextColumn(first)
    column.extend(then)
    assert len(column) == len(first + then)
    assert list(column) == first + then
    assert column.arrow().to_pylist() == first + then


def test_what_arrow_looks_at_does_not_change() -> None:
    column = TextColumn(["a"])
    seen = column.arrow()
    with pytest.raises(BufferError, match="resize"):
        column.extend(["b"])
    assert seen.to_pylist() == ["a"]
