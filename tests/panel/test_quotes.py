"""Quotes: what the record has from a place, or from beside it."""

from __future__ import annotations

import pytest

import ingest
from ingest.panel.quotes import quotes
from ingest.records import Span

PAGE = """\
Tide Reader — P2
QUAY1.TIDES2.P2

Reads the tide at the quay
and tells the ferries.

Skills

- Drawing
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (1, "Tide Reader — P2"),
        (2, "QUAY1.TIDES2.P2"),
        (3, "Reads the tide at the quay and tells the ferries."),
        (5, "Reads the tide at the quay and tells the ferries."),
        (7, "Drawing"),
        (9, "Drawing"),
        (99, "Drawing"),
    ],
)
def test_the_text_of_a_line_or_the_one_beside_it(line: int, said: str) -> None:
    profile = ingest.parse(PAGE)
    assert quotes(profile, [Span(line_start=line, line_end=line)]) == [said]


def test_several_places_and_none() -> None:
    profile = ingest.parse(PAGE)
    assert quotes(profile, []) == []
    assert quotes(profile, [Span(line_start=9, line_end=9), Span(line_start=1, line_end=2)]) == [
        "Drawing", "Tide Reader — P2",
    ]  # fmt: skip
