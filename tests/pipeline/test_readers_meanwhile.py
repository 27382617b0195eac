"""Readers during publishes: whoever resolves `current` once sees one edition in all tables, and no error."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor

import pandas as pd

from processes import wait_until

from .world import World, page

EDITIONS, DUMPS = 8, 5


def _publish(world: World, edition: int) -> None:
    for number in range(DUMPS):
        world.write(f"{number}.txt", page(number, note=f"Edition {edition}.").replace("Lifting", f"Edition {edition}"))
    world.run()


Look = tuple[set[str], set[str], int]


def _read(world: World, over: threading.Event, seen: list[Look]) -> None:
    """Note of each look: editions in one table, editions in the other, dumps."""
    while not over.is_set():
        folder = (world.out / "current").resolve(strict=True) / "parquet"
        profiles = pd.read_parquet(folder / "profiles")
        skills = pd.read_parquet(folder / "skills", columns=["name"])["name"]
        named = {name + "." for name in skills if name.startswith("Edition")}
        seen.append((set(profiles["description"]), named, len(profiles)))


def test_one_snapshot_each(world: World) -> None:
    _publish(world, 0)
    over = threading.Event()
    seen: list[Look] = []
    with ThreadPoolExecutor(2) as readers:
        looking = [readers.submit(_read, world, over, seen) for _ in range(2)]
        try:
            for edition in range(1, EDITIONS):
                looks = len(seen)
                wait_until(lambda looks=looks: len(seen) > looks or any(map(Future.done, looking)), "another look")
                _publish(world, edition)
        finally:
            over.set()
        for reader in looking:
            reader.result()
    assert all(len(profiles) == 1 and profiles == skills and dumps == DUMPS for profiles, skills, dumps in seen)
    assert len({edition for profiles, _, _ in seen for edition in profiles}) > 1, "they were looking while it changed"
