from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given

from coordinates.roles import COORDINATES, MEASURES
from ingest.coordinates import Coordinates, Measure, coordinates_of_code, read_level
from ingest.settings import Settings

DEFAULT = Measure.of(Settings())


def between(one: str, other: str, measure: Measure = DEFAULT) -> tuple[str, str] | None:
    places = coordinates_of_code(one), coordinates_of_code(other)
    assert places[0]
    assert places[1]
    found = measure.distance(*places)
    return (str(found.total), found.band) if found else None


@pytest.mark.parametrize(
    ("one", "other", "distance", "band"),
    [
        ("A.B.P4", "A.B.P4", "0", "strong"),
        ("A.B.P4", "A.B.P5", "1/8", "strong"),
        ("A.B.P4", "A.B.P2", "1/4", "strong"),
        ("A.B.P4", "A.B.P1", "3/8", "partial"),
        ("A.B.P4", "A.C.P4", "1/4", "strong"),
        ("A.B.P4", "C.B.P4", "1/2", "partial"),
        ("A.B.P4", "C.B.P5", "5/8", "weak"),
        ("A.B.P1", "C.B.P9", "1", "weak"),
        ("A.B.P4", "A.B.M1", "1/8", "strong"),
        ("A.B.P4", "A.B.IC4", "1/8", "strong"),
        ("A.B.P4", "A.B.S4", "1/8", "strong"),
        ("A.B.P3", "A.B.T2", "1/8", "strong"),
        ("A.B.M4", "A.B.E1", "1/4", "strong"),
        ("A.B.P2", "A.B.C.P2", "1/6", "strong"),
        ("A.P2", "A.B.C.P2", "1/3", "partial"),
        ("A.B.P2", "a.B.P2", "1/2", "partial"),
        ("A.B.P4", "A.B.P04", "0", "strong"),
    ],
)
def test_distances(one: str, other: str, distance: str, band: str) -> None:
    assert between(one, other) == between(other, one) == (distance, band)


def test_a_track_without_an_offset_is_comparable_with_itself_alone() -> None:
    assert between("A.B.L4", "A.B.L6") == ("1/4", "strong")
    assert between("A.B.L4", "A.B.P4") is None
    assert between("A.B.L4", "A.B.P4", Measure.of(Settings(track_offsets={"L": 0, "P": 1}))) == ("1/4", "strong")


def test_settings() -> None:
    far = Measure.of(Settings(taxonomy_weight="0.1", level_span=2, bands={"near": "0.45", "off": "1"}))
    assert between("A.B.P1", "A.B.P2", far) == ("9/20", "near"), "0.1 is one tenth"
    assert between("A.B.P1", "A.C.P2", far) == ("1/2", "off")
    assert between("A.B.P1", "C.B.P3", far) == ("1", "off")


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("A.B.P4", (("A", "B"), "P", 4)),
        ("A.IC12", (("A",), "IC", 12)),
        ("Ä.b-c.M7", (("Ä", "b-c"), "M", 7)),
        ("Ä.b-c.Ö7", None),
        ("A.B.X3", None),
        ("P4", None),
        ("A.B", None),
        ("A.7", None),
        ("", None),
        ("A.P", None),
        ("A.P1–P2", None),
        ("A.Year 2", None),
        ("A.Step2", None),
    ],
)
def test_coordinates_of_a_code(code: str, place: Coordinates | None) -> None:
    assert coordinates_of_code(code) == place


def test_levels() -> None:
    assert read_level("L-3") == ("L", 3)
    assert read_level("P" + "9" * 30) is None


@given(MEASURES, COORDINATES)
def test_identity(measure: Measure, one: Coordinates) -> None:
    assert measure.distance(one, one)
    assert measure.distance(one, one).total == 0  # type: ignore[union-attr]


@given(MEASURES, COORDINATES, COORDINATES)
def test_symmetry_and_range(measure: Measure, one: Coordinates, other: Coordinates) -> None:
    found = measure.distance(one, other)
    assert found == measure.distance(other, one)
    if found:
        assert isinstance(found.total, Fraction)
        assert 0 <= found.total <= 1
        assert dict(measure.bands)[found.band] >= found.total
        if 0 < measure.taxonomy_weight < 1:
            assert (found.total == 0) == (one == other)


@given(MEASURES, COORDINATES, COORDINATES, COORDINATES)
def test_no_way_is_shorter_than_the_straight_one(
    measure: Measure, one: Coordinates, middle: Coordinates, other: Coordinates
) -> None:
    first, second = measure.distance(one, middle), measure.distance(middle, other)
    if first and second:
        straight = measure.distance(one, other)
        assert straight, "what is comparable with the same role is comparable"
        assert straight.total <= first.total + second.total
