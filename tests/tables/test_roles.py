from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.records import Profile
from ingest.tables import TABLES, Outcome, collect, merge_roles, role_partial
from tables.sample import dump, profile

SOURCES = ["b", "a"]  # a is named later


def partial(outcomes: Sequence[Outcome], gone: Sequence[str] = ()) -> pa.Table:
    tables = collect(outcomes)
    ledger = tables["documents"]
    marked = pa.compute.is_in(ledger["uri"], value_set=pa.array(gone, pa.string()))
    return role_partial(tables["profiles"], ledger.set_column(5, ledger.schema.field("gone"), marked))


def roles(outcomes: Sequence[Outcome], gone: Sequence[str] = ()) -> list[dict[str, Any]]:
    (table,) = merge_roles([[partial(outcomes, gone)]], SOURCES)
    assert table.schema.equals(TABLES["roles"].schema, check_metadata=True)
    return table.to_pylist()


def at(uri: str, *records: Profile) -> Outcome:
    return dump(uri, *(records or (profile(uri=uri),)))


def test_a_role_shows_its_current_profile() -> None:
    (role,) = roles([at("a/1.txt")])
    assert role["code"] == "ORCH1.BOOKS2.P2"
    assert (role["path"], role["family_code"], role["focus_code"]) == ("ORCH1.BOOKS2", "ORCH1", "BOOKS2")
    assert (role["level_code"], role["track"], role["rank"]) == ("P2", "P", 2)
    assert (role["profile_count"], role["rivals_same"], role["rivals_different"]) == (1, 0, 0)


@pytest.mark.parametrize(
    ("uris", "current"),
    [
        (["a/2024/x.txt", "a/2025/x.txt"], "a/2025/x.txt"),
        (["b/9.txt", "a/1.txt"], "a/1.txt"),  # the source named later wins over the greater uri
        (["c/9.txt", "b/1.txt"], "b/1.txt"),  # a source nobody named comes before all
    ],
)
def test_which_of_two_rivals_is_current(uris: list[str], current: str) -> None:
    (role,) = roles([at(uri) for uri in uris])
    assert role["uri"] == current
    assert role["profile_count"] == 2


def test_the_last_of_two_in_one_dump_is_current() -> None:
    (role,) = roles([at("a/1.txt", profile(duty="First."), profile(duty="Second."))])
    tables = collect([at("a/1.txt", profile(duty="First."), profile(duty="Second."))])
    assert role["profile_id"] == tables["profiles"]["profile_id"][1].as_py()


def test_rivals_are_counted_by_whether_they_say_the_same_as_the_current_one() -> None:
    (role,) = roles([at("a/1.txt"), at("a/2.txt", profile(duty="Else.")), at("a/3.txt"), at("a/4.txt")])
    assert (role["profile_count"], role["rivals_same"], role["rivals_different"]) == (4, 2, 1)


def test_what_is_gone_is_current_only_where_all_is_gone() -> None:
    both = [at("a/1.txt"), at("a/2.txt")]
    (role,) = roles(both, gone=["a/2.txt"])
    assert (role["uri"], role["gone"], role["profile_count"]) == ("a/1.txt", False, 2)
    (role,) = roles(both, gone=["a/1.txt", "a/2.txt"])
    assert (role["uri"], role["gone"]) == ("a/2.txt", True)


def test_profiles_without_a_code_are_roles_of_their_own() -> None:
    found = roles([at("a/1.txt", profile(None), profile(None)), at("a/2.txt", profile(None))])
    assert [role["profile_count"] for role in found] == [1, 1, 1]
    assert all(role["role_id"] == role["profile_id"] for role in found)


placed = st.dictionaries(
    st.sampled_from([f"{source}/{number}.txt" for source in "abc" for number in range(4)]),
    st.lists(st.tuples(st.sampled_from(["A.P1", "A.P2", None]), st.sampled_from(["One.", "Two."])), max_size=3),
    max_size=6,
)


@given(placed, st.randoms(use_true_random=False), st.integers(1, 4), st.sampled_from([1, 2, 8]))
def test_neither_leaves_nor_order_nor_buckets_change_the_table(
    dumps: dict[str, list[tuple[str | None, str]]], random: object, leaves: int, buckets: int
) -> None:
    outcomes = [at(uri, *(profile(code, duty=duty) for code, duty in found)) for uri, found in dumps.items()]
    (whole,) = merge_roles([[partial(outcomes)]], SOURCES)
    random.shuffle(outcomes)  # type: ignore[attr-defined]
    parts = [[partial(outcomes[leaf::leaves])] for leaf in range(leaves)]
    merged = list(merge_roles(parts, SOURCES, buckets))
    assert len(merged) == buckets
    assert pa.concat_tables(merged).equals(whole)
    ids = whole["role_id"].to_pylist()
    assert ids == sorted(set(ids))
