"""Codes that several profiles state are told in every report, whether or not a run read them."""

from __future__ import annotations

import pytest

from ingest.pipeline import Role, rival_profiles

from .world import World, page


@pytest.fixture
def rival_world(world: World) -> World:
    world.write("a/1.txt", page(1))
    world.write("b/1.txt", page(1))
    world.write("a/2.txt", page(2))
    world.write("b/2.txt", page(2, note="Something else."))
    world.write("a/3.txt", page(3))
    return world


def _inputs(world: World) -> list[str]:
    return [f"first={world.raw / 'a'}", f"second={world.raw / 'b'}"]


def test_same_and_different(rival_world: World) -> None:
    report = rival_world.run(*_inputs(rival_world))
    assert report.rivals.codes == {"W505": 1, "I608": 1}
    assert report.rivals.roles == (
        Role(code="PARCEL2.SORTING2.P2", uri="second/2.txt", same=0, different=1),
        Role(code="PARCEL1.SORTING1.P2", uri="second/1.txt", same=1, different=0),
    )


def test_a_run_that_reads_nothing_tells_them_too(rival_world: World) -> None:
    first = rival_world.run(*_inputs(rival_world))
    again = rival_world.run(*_inputs(rival_world))
    assert not again.published
    assert again.rivals == first.rivals


def test_no_rivals(world: World) -> None:
    world.write("1.txt", page(1))
    assert world.run().rivals.codes == {}


def test_totals_are_true_where_the_list_ends(rival_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rival_profiles, "_LISTED", 1)
    found = rival_world.run(*_inputs(rival_world)).rivals
    assert [role.code for role in found.roles] == ["PARCEL2.SORTING2.P2"]
    assert found.codes == {"W505": 1, "I608": 1}
