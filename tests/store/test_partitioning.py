"""Leaves: the shortest prefixes that hold few enough, from the set of ids alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.store.fragments import Fragment, Staged
from ingest.store.partitioning import Leaf, order_of_dumps, overlapping, spread

_IDS = st.sets(st.integers(0, (1 << 128) - 1).map(lambda number: f"{number:032x}"), max_size=200)


def _bits(item: str) -> str:
    return f"{int(item, 16):0128b}"


@given(ids=_IDS, limit=st.integers(1, 20))
def test_every_id_is_in_one_leaf_and_no_shorter_prefix_would_do(ids: set[str], limit: int) -> None:
    listed = sorted(ids)
    leaves = spread(np.array(listed, dtype="S32"), limit)
    covered = [item for where in sorted(leaves.values(), key=lambda where: where.start) for item in listed[where]]
    assert covered == listed
    for leaf, where in leaves.items():
        inside = listed[where]
        assert len(inside) <= limit
        assert all(_bits(item).startswith(leaf.prefix) and leaf.low <= item <= leaf.high for item in inside)
        if leaf.prefix:
            assert sum(_bits(item).startswith(leaf.prefix[:-1]) for item in ids) > limit


def test_names() -> None:
    assert list(spread(np.array([], dtype="S32"))) == [Leaf("")]
    assert Leaf("").name == "all"
    assert Leaf.named("all") == Leaf("")
    assert Leaf.named("010").name == "010"
    assert (Leaf("1").low, Leaf("0").high) == ("8" + "0" * 31, "7" + "f" * 31)


prefixes = st.text("01", max_size=6)


@given(prefixes, st.sets(prefixes))
def test_overlapping(prefix: str, others: set[str]) -> None:
    disjoint = [other for other in others if not any(other != more and other.startswith(more) for more in others)]
    leaves = sorted(map(Leaf, disjoint))
    assert list(overlapping(Leaf(prefix), leaves)) == [leaf for leaf in leaves if leaf.overlaps(Leaf(prefix))]


@given(prefixes, st.lists(st.tuples(prefixes, prefixes)))
def test_fragments_of_a_leaf(prefix: str, ranges: list[tuple[str, str]]) -> None:
    ends = [sorted((Leaf(one).low, Leaf(other).high)) for one, other in ranges]
    fragments = [Fragment(low, high, 0, "", {}) for low, high in ends]
    leaf = Leaf(prefix)
    expected = [each for each in fragments if each.low <= leaf.high and leaf.low <= each.high]
    assert list(Staged(fragments).of(leaf)) == expected


def test_overlaps() -> None:
    assert Leaf("01").overlaps(Leaf("0"))
    assert Leaf("0").overlaps(Leaf("01"))
    assert not Leaf("01").overlaps(Leaf("00"))


@given(st.lists(st.tuples(st.sampled_from("cab"), st.integers(1, 3)), unique_by=lambda run: run[0]))
def test_rows_in_the_order_of_their_dumps(runs: list[tuple[str, int]]) -> None:
    ids = [name.encode() for name, rows in runs for _ in range(rows)]
    expected = sorted(range(len(ids)), key=ids.__getitem__)
    assert order_of_dumps(np.array(ids, "S32")).tolist() == expected
