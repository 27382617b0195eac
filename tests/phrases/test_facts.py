"""Key–value lines: every line of `facts.txt`, and what holds for any line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grammar import load_grammars

LINES = [
    line.partition(" =>")
    for line in (Path(__file__).parent / "facts.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = ["Location", "Team", "Ovens", "Leeds", "Note"]
PIECES = [*WORDS, ":", ": ", "：", " - ", " | ", "   ", ", ", "; ", "**", " ", "."]


@pytest.mark.parametrize(("line", "expected"), [(line, said.strip()) for line, _, said in LINES])
def test_line(line: str, expected: str) -> None:
    facts = load_grammars().read_facts(line)
    assert "; ".join(f"{label} = {value}" for label, value in facts or ()) == expected


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_keys_and_values_are_of_the_line(line: str) -> None:
    grammars = load_grammars()
    plain = "".join(grammars.plain(line).replace("*", "").replace("_", "").split())
    for label, value in grammars.read_facts(line) or ():
        assert label
        assert value
        for said in (label, value):
            assert "".join(said.replace("*", "").replace("_", "").split()) in plain
