"""Which source wins does not depend on the runs before, but for what no run has ever named together."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.catalogue import open_dataset
from ingest.pipeline.precedence import merge_sources

from .world import World, contents, page

_ORDERS = st.lists(st.sampled_from("abcde"), unique=True)


@given(before=_ORDERS, named=_ORDERS, held=st.sets(st.sampled_from("abcde")))
def test_the_named_in_their_order_the_others_in_theirs(before: list[str], named: list[str], held: set[str]) -> None:
    order = merge_sources(before, named, held)
    assert set(order) == (set(before) | set(named)) & held
    assert len(order) == len(set(order))
    assert [s for s in order if s in named] == [s for s in named if s in held]
    assert [s for s in order if s not in named] == [s for s in before if s in held and s not in named]
    assert merge_sources(order, named, held) == order


@given(before=_ORDERS, one=st.sampled_from("abcde"))
def test_a_source_named_alone_keeps_its_place_and_a_new_one_is_last(before: list[str], one: str) -> None:
    assert merge_sources(before, [one], set("abcde")) == tuple(before if one in before else [*before, one])


@pytest.mark.parametrize(
    "history",
    [["s2"], ["s1"], ["s2", "s1"], ["s3", "s2 s1"], ["s2 s1 s3"], ["s1 s3", "s2"]],
    ids=", ".join,
)
def test_a_run_that_names_all_decides_all(world: World, tmp_path: Path, history: list[str]) -> None:
    for name in ("s1", "s2", "s3"):
        world.write(f"{name}/1.txt", page(1, note=f"As {name} has it."))
    for names in history:
        world.run(*(world.raw / name for name in names.split()))
    every = [world.raw / name for name in ("s1", "s2", "s3")]
    world.run(*every)
    world.run(*every, out=tmp_path / "once")
    assert contents(tmp_path / "once/current") == world.snapshot()
    assert open_dataset(world.out).roles.arrow()["source"].to_pylist() == ["s3"]


def test_two_jobs_do_not_undo_each_other(world: World) -> None:
    for name in ("s1", "s2"):
        world.write(f"{name}/1.txt", page(1))
        world.run(world.raw / name)
    assert not world.run(world.raw / "s1").published
    assert not world.run(world.raw / "s2").published


def test_a_source_that_is_gone_leaves_no_trace(world: World, tmp_path: Path) -> None:
    for name in ("s1", "s2"):
        world.write(f"{name}/1.txt", page(1, note=name))
    world.run(world.raw / "s2", world.raw / "s1")
    shutil.rmtree(world.raw / "s2")
    (world.raw / "s2").mkdir()
    world.run(world.raw / "s2", world.raw / "s1", allow_mass_delete=True)
    world.run(world.raw / "s1", out=tmp_path / "once")
    assert contents(tmp_path / "once/current") == world.snapshot()
