from __future__ import annotations

from collections import Counter

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from coordinates.roles import COORDINATES, MEASURES
from ingest.coordinates import Coordinates, Measure
from ingest.coordinates.distance_columns import distances
from ingest.settings import Settings

SCHEMA = pa.schema([("path", pa.string()), ("track", pa.string()), ("level_order", pa.int32())])
INCOMPLETE = ({"path": None, "track": "P", "level_order": 4}, {"path": "A", "track": None, "level_order": None})


def table(places: list[Coordinates]) -> pa.Table:
    rows = [{"path": ".".join(place.path), "track": place.track, "level_order": place.rank} for place in places]
    return pa.Table.from_pylist([*rows, *INCOMPLETE], schema=SCHEMA)


@settings(deadline=None)  # the first call loads Arrow's functions
@given(MEASURES, COORDINATES, st.lists(COORDINATES, max_size=30))
def test_a_column_has_the_distances_of_its_roles(
    measure: Measure, origin: Coordinates, others: list[Coordinates]
) -> None:
    found = distances(measure, origin, table(others))
    alone = [measure.distance(origin, other) for other in others]
    of_rows = [found.distances[kind] if kind >= 0 else None for kind in found.of_row]
    assert of_rows == [*alone, *(None for _ in INCOMPLETE)]
    missing = [other.track for other, distance in zip(others, alone, strict=True) if distance is None]
    assert found.incomparable == Counter(missing)
    placed = sorted(zip(found.places, found.distances, strict=True), key=lambda pair: pair[0])
    order = [(distance.total, distance.steps) for _, distance in placed]
    assert order == sorted(order)
    assert len({place for place, _ in placed}) == len(set(order)), "equals have one place"


def test_an_origin_without_coordinates() -> None:
    found = distances(Measure.of(Settings()), None, table([Coordinates(("A",), "P", 1)]))
    assert [*found.of_row] == [-1, -1, -1]
