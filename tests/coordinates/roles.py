"""Coordinates and measures for properties: few segments and tracks, so that roles often share them."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from ingest.coordinates import Coordinates, Measure

COORDINATES = st.builds(
    Coordinates,
    path=st.lists(st.sampled_from(["A", "B", "a", "A1"]), min_size=1, max_size=4).map(tuple),
    track=st.sampled_from(["P", "M", "E", "X", "Y"]),
    rank=st.integers(0, 9),
)
SHARES = st.fractions(0, 1, max_denominator=12)
MEASURES = st.builds(
    Measure,
    taxonomy_weight=SHARES,
    level_span=st.integers(1, 8),
    offsets=st.dictionaries(st.sampled_from(["P", "M", "E", "X"]), st.integers(-4, 9)),
    bands=st.sets(SHARES, max_size=3).map(
        lambda limits: tuple((f"up to {limit}", limit) for limit in sorted({*limits, Fraction(1)}))
    ),
)
