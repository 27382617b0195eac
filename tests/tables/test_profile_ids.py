from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.sources.ids import document_id
from ingest.tables.profile_ids import profile_ids, role_id
from tables.sample import profile


def test_an_id_is_128_bits_of_the_digest_of_the_uri() -> None:
    assert document_id("raw/a.txt") == "f5a4d6e9e3ebc18aafb30bac938b35bf"


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_any_uri_has_an_id(uri: str) -> None:
    assert len(document_id(uri)) == 32
    assert int(document_id(uri), 16) >= 0


def test_profiles_of_one_dump_differ_even_with_one_code() -> None:
    twice = profile_ids("d", [profile("A.B.P1"), profile("A.B.P1"), profile("A.B.P2")])
    assert len(set(twice)) == 3


def test_a_profile_more_on_a_page_does_not_rename_its_neighbours() -> None:
    alone = profile_ids("d", [profile("A.B.P1")])
    assert profile_ids("d", [profile("A.B.P9"), profile("A.B.P1")])[1:] == alone


def test_without_a_code_the_normalised_title_names_the_profile() -> None:
    spaced = profile(None).model_copy(update={"title": "Orchard\u00a0 Bookkeeping — P2"})
    assert profile_ids("d", [spaced]) == profile_ids("d", [profile(None)])


def test_twins_in_two_places_are_two() -> None:
    assert profile_ids("d", [profile()]) != profile_ids("e", [profile()])


def test_a_role_is_the_code_and_without_one_the_profile_itself() -> None:
    assert role_id(profile("A.B.P1"), "one") == role_id(profile("A.B.P1"), "two")
    assert role_id(profile("A.B.P1"), "one") != role_id(profile("A.B.P2"), "one")
    assert role_id(profile(None), "one") == "one"
