from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.catalogue.alignment import align

BAKER = [
    "Weighs flour and water by the recipe of the day.",
    "Reports every fault of an oven to the master before it is used again.",
    "Cleans the benches.",
]


def test_a_changed_text_is_found_in_another_order() -> None:
    others = [
        "Teaches apprentices.",
        "Reports each fault of an oven or mixer to the master before it is used again.",
        "Weighs flour, salt and water by the recipe of the day.",
    ]
    assert align(BAKER, others) == {0: 2, 1: 1}


def test_the_same_text_comes_before_a_similar_one() -> None:
    assert align(["Cleans the benches daily.", "Cleans the benches."], ["Cleans the benches."]) == {1: 0}
    assert align(["Bakes.", "Bakes."], ["Rests.", "Bakes.", "Bakes."]) == {0: 1, 1: 2}


def test_words_that_all_have_make_nothing_alike() -> None:
    ones = ["Works with the team on ovens.", "Works with the team on dough."]
    others = ["Works with the team on invoices.", "Works with the team on dough quality."]
    assert align(ones, others)[1] == 1


def test_what_is_left_can_be_paired_in_turn() -> None:
    assert align(["11-1011", "13-2011"], ["13-2011", "15-1232"], least=0) == {1: 0, 0: 1}
    assert align([], ["a"], least=0) == {}


def test_long_lists_are_paired_by_their_same_texts_alone() -> None:
    ones = [f"Bakes loaf {number}." for number in range(600)]
    assert align(ones, [*reversed(ones), "Bakes loaf 600."]) == {n: 599 - n for n in range(600)}
    assert align(ones, [f"Bakes the loaf {number}." for number in range(600)]) == {}


TEXTS = st.lists(st.lists(st.sampled_from("abcdef"), max_size=6).map(" ".join), max_size=8)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_each_at_most_once_and_same_with_same(ones: list[str], others: list[str]) -> None:
    found = align(ones, others)
    assert len(set(found.values())) == len(found)
    assert all(0 <= one < len(ones) and 0 <= other < len(others) for one, other in found.items())
    same = sum(ones[one] == others[other] for one, other in found.items())
    assert same == sum(min(ones.count(text), others.count(text)) for text in set(ones))
    assert align(ones, ones) == {place: place for place in range(len(ones))}
