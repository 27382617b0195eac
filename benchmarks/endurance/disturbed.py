"""Runs that are killed or whose disk fails: what readers see then, and what the next run makes of it."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from endurance.child import ask, killed, killed_itself
from endurance.disks import Counting, Deadly, Failing
from endurance.world import World, about_to_change, change
from ingest.errors import StoreError

Bytes = dict[str, bytes]
WITH_WORKERS = 10  # every so many kills at a random instant hit a run that has two workers


class Disturbances:
    """A world about to change, the bytes before and after an undisturbed run, and how many steps that takes."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.world = about_to_change(scratch / "world")
        ask(lambda: self.world.run().snapshot)
        self.before = self.world.snapshot()
        change(self.world)
        undisturbed = self.world.copy(scratch / "undisturbed")
        self.operations: list[str] = ask(lambda: _count(undisturbed))
        self.after = undisturbed.snapshot()
        self.uris: list[str] = ask(lambda: _run_and_list(undisturbed))
        self.seconds = {workers: self._seconds(workers) for workers in (0, 2)}

    def kill_at(self, step: int) -> Counter[str]:
        """Kill a run at one step."""
        world = self._trial()
        assert killed_itself(lambda: world.run(Deadly(step)))
        return self._recovered(world, ask)

    def kill_at_random(self, dice: random.Random, number: int) -> Counter[str]:
        """Kill a run at any instant; one that ended before is not counted and tried again."""
        workers = 2 if number % WITH_WORKERS == 0 else 0
        while True:
            world = self._trial()
            if killed(lambda world=world: world.run(workers=workers), dice.uniform(0, self.seconds[workers])):  # type: ignore[misc]
                return self._recovered(world, ask)
            world.remove()

    def fail_at(self, step: int) -> Counter[str]:
        """Fail one step of a run, in this process."""
        world = self._trial()
        ignored = Counter({"failures that were ignored": int(not _fails(world, step))})
        return ignored + self._recovered(world, lambda task: task())

    def _trial(self) -> World:
        return self.world.copy(self.scratch / f"trial-{os.getpid()}")  # several processes may try at the same time

    def _seconds(self, workers: int) -> float:
        """How long an undisturbed run takes."""
        world, start = self._trial(), time.monotonic()
        ask(lambda: world.run(workers=workers).snapshot)
        world.remove()
        return time.monotonic() - start

    def _recovered(self, world: World, call: Callable[[Callable[[], list[str]]], list[str]]) -> Counter[str]:
        """What is wrong after a disturbance, and after the run that follows it, which `call` starts."""
        seen = world.snapshot()
        found = Counter({"mixed snapshots": int(seen not in (self.before, self.after))})
        found["already published"] += int(seen == self.after)
        uris = Counter(call(lambda: _run_and_list(world)))
        found["other bytes"] += int(world.snapshot() != self.after)
        found["lost"] += sum((Counter(self.uris) - uris).values())
        found["doubled"] += sum((uris - Counter(self.uris)).values())
        found["leftovers"] += int((world.out / ".staging").exists() or bool(list(world.out.glob(".current.*"))))
        world.remove()
        return found


def repeat(trial: Callable[[int], Counter[str]], numbers: Sequence[int], seconds: float) -> Counter[str]:
    """Trials until all are done or the time is over; what they found, and how many `times`."""
    found: Counter[str] = Counter()
    deadline = time.monotonic() + seconds
    for number in numbers:
        if time.monotonic() > deadline:
            break
        found.update(trial(number))
        found["times"] += 1
    return found


def _count(world: World) -> list[str]:
    counting = Counting()
    world.run(counting)
    return counting.steps


def _fails(world: World, step: int) -> bool:
    try:
        world.run(Failing(step))
    except StoreError:
        return True
    return False


def _run_and_list(world: World) -> list[str]:
    """Run, and list the dump of every published profile."""
    world.run()
    uris: list[str] = pq.read_table(world.out / "current/parquet/profiles", columns=["uri"])["uri"].to_pylist()
    return uris
