"""`gc`, `rollback` and `site` that are killed: what is left, and what the next one makes of it."""

from __future__ import annotations

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from endurance.child import ask, killed, killed_itself
from endurance.disks import Counting, Deadly
from endurance.world import World
from ingest.catalogue import open_dataset
from ingest.site.build import build_site
from ingest.store.files import Files
from ingest.store.history import collect_garbage, roll_back
from ingest.store.layout import Layout
from ingest.store.verify import verify

SNAPSHOTS = 4


class Killed:
    """A dataset of four snapshots, of one dump more each, and its site as of the first and of the last."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.world = World(scratch / "world")
        ask(lambda: _publish(self.world, 1))
        ask(lambda: _site(self.world))
        self.old_site = _contents(self.world.root / "site")
        for number in range(2, SNAPSHOTS + 1):
            ask(lambda number=number: _publish(self.world, number))  # type: ignore[misc]
        self.snapshots = {
            number: _contents(Layout(self.world.out).snapshot(number)) for number in range(1, SNAPSHOTS + 1)
        }
        undisturbed, start = self.world.copy(scratch / "undisturbed"), time.monotonic()
        ask(lambda: _site(undisturbed))
        self.seconds = time.monotonic() - start
        self.new_site = _contents(undisturbed.root / "site")
        self.steps = {
            "gc": ask(lambda: _count(undisturbed.copy(scratch / "gc"), _gc)),
            "rollback": ask(lambda: _count(undisturbed.copy(scratch / "rollback"), _back)),
        }

    def gc(self, number: int) -> Counter[str]:
        """Kill `gc --keep 1` at one of its steps; the next one finishes it."""
        world = self._trial()
        assert killed_itself(lambda: _gc(world, Deadly(number % self.steps["gc"])))
        found = self._state(world, {SNAPSHOTS})
        ask(lambda: _gc(world, Files()))
        found += self._state(world, {SNAPSHOTS})
        left = sorted(path.name for path in (world.out / "snapshots").iterdir())
        found["leftovers"] += int(left != [Layout(world.out).snapshot(SNAPSHOTS).name])
        world.remove()
        return found

    def rollback(self, number: int) -> Counter[str]:
        """Kill `rollback 2` at one of its steps, roll back again; the next run builds on that."""
        world = self._trial()
        assert killed_itself(lambda: _back(world, Deadly(number % self.steps["rollback"])))
        found = self._state(world, {2, SNAPSHOTS})
        ask(lambda: _back(world, Files()))
        found += self._state(world, {2})
        ask(lambda: world.run(export=("parquet",)).snapshot)
        found["other bytes"] += int(world.snapshot() != self.snapshots[SNAPSHOTS])
        found["leftovers"] += int(bool(list(world.out.glob(".current.*"))))
        world.remove()
        return found

    def site(self, dice: random.Random) -> Counter[str]:
        """Kill `site` at any instant over an older site; the next one gives the bytes of an undisturbed one."""
        while True:
            world = self._trial()
            if killed(lambda world=world: _site(world), dice.uniform(0, self.seconds)):  # type: ignore[misc]
                break
            world.remove()
        found = Counter({"already published": 0})
        for name, data in _contents(world.root / "site").items():
            if not name.startswith((".ingest-new", "site.json")):
                found["mixed snapshots"] += int(data not in (self.old_site.get(name), self.new_site.get(name)))
        ask(lambda: _site(world))
        found["other bytes"] += int(_contents(world.root / "site") != self.new_site)
        world.remove()
        return found

    def _trial(self) -> World:
        return self.world.copy(self.scratch / "trial")

    def _state(self, world: World, allowed: set[int]) -> Counter[str]:
        """What is wrong with the snapshots that are in sight: each has to be whole, one of `allowed` published."""
        layout = Layout(world.out)
        damaged = verify(layout).damages
        published = layout.published()
        found = Counter({"damages": len(damaged), "mixed snapshots": int(published not in allowed)})
        for number in layout.numbers():
            found["other bytes"] += int(_contents(layout.snapshot(number)) != self.snapshots[number])
        return found


def _publish(world: World, number: int) -> int | None:
    world.write(number, edition=1)
    return world.run(export=("parquet",)).snapshot


def _gc(world: World, files: Files) -> list[int]:
    return collect_garbage(Layout(world.out), 1, files=files)


def _back(world: World, files: Files) -> int:
    return roll_back(Layout(world.out), 2, files=files)


def _site(world: World) -> int:
    return build_site(open_dataset(world.out), world.root / "site", world.out / "runs").profiles


def _count(world: World, command: Any) -> int:
    counting = Counting()
    command(world, counting)
    return len(counting.steps)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
