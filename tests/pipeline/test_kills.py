"""kill -9 at any instant: the old snapshot stays readable, the next run gives the bytes of an undisturbed one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .world import World, page, with_tests_on_the_path


def _killed(world: World, scratch: Path, parts: int) -> list[str]:
    for number in range(3):
        world.write(f"{number}.txt", page(number))
    world.run()
    world.write("1.txt", page(1, note="Changed."))
    (world.raw / "0.txt").unlink()
    told = subprocess.run(
        [sys.executable, "-m", "pipeline.killer", str(world.root), str(scratch), str(parts)],
        env=with_tests_on_the_path(),
        capture_output=True,
        text=True,
        check=True,
    )
    return told.stdout.splitlines()


@pytest.mark.timeout(3600)  # the killer ends a run that hangs, and tells which
@pytest.mark.parametrize("steps", [10, pytest.param(30, marks=pytest.mark.slow)])
def test_killed_at_a_step(world: World, tmp_path_factory: pytest.TempPathFactory, steps: int) -> None:
    told = _killed(world, tmp_path_factory.mktemp("scratch"), steps)
    assert [line for line in told if not line.endswith(": ok")] == []
    assert len(told) == steps
