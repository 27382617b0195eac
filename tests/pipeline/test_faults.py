"""Every step that writes is made to fail once: the run fails, readers see one state, the next run puts all right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.pipeline import Report

from .faults import Counting, Failing
from .world import World, page

_MANY = {"export": ("parquet", "json", "csv"), "allow_mass_delete": True}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, dict[str, bytes], dict[str, bytes], int]:
    """A dataset about to change, its snapshot before and after, and the number of steps between them."""
    world = World(tmp_path_factory.mktemp("faults"))
    for number in range(3):
        world.write(f"{number}.txt", page(number))
    world.run(**_MANY)
    before = world.snapshot()
    world.write("1.txt", page(1, note="Changed."))
    world.write("3.txt", page(3))
    (world.raw / "0.txt").unlink()
    trial = _copy(world, tmp_path_factory.mktemp("trial"))
    counting = Counting()
    trial.run(files=counting, **_MANY)
    return world, before, trial.snapshot(), len(counting.steps)


def _copy(world: World, root: Path) -> World:
    shutil.copytree(world.root, root, dirs_exist_ok=True, symlinks=True)
    return World(root)


def _fails_well(worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], at: int, root: Path) -> None:
    world, before, after, _ = worlds
    trial = _copy(world, root)
    failing = Failing(at)
    with pytest.raises(StoreError, match="No space left on device"):
        trial.run(files=failing, **_MANY)
    seen = trial.snapshot()
    assert seen in (before, after), failing.steps[-1]
    for path in (trial.out / "runs").glob("[!.]*.json"):
        report = Report.model_validate_json(path.read_bytes())
        assert not report.published or report.snapshot == 1 or seen == after, "it tells of what did not happen"
        assert report.snapshot in (None, 1) or seen == after
    trial.run(**_MANY)
    assert trial.snapshot() == after, failing.steps[-1]
    assert not (trial.out / ".staging").exists()
    assert not list(trial.out.glob(".current.*"))


@pytest.mark.parametrize("part", range(40))
def test_a_step_fails(worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], part: int, tmp_path: Path) -> None:
    _fails_well(worlds, part * worlds[3] // 40, tmp_path)


def test_the_last_steps_fail(worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], tmp_path: Path) -> None:
    """From the sealing of the draft on: the swap is among them."""
    for at in range(worlds[3] - 30, worlds[3]):
        _fails_well(worlds, at, tmp_path / str(at))


def test_a_failed_run_says_what_it_needs(world: World) -> None:
    world.write("1.txt", page(1))
    steps = Counting()
    World(world.root / "other").run(world.raw, files=steps)
    at = next(index for index, step in enumerate(steps.steps) if step.startswith("write ") and ".all" in step)
    with pytest.raises(StoreError, match=r"\.all.*: write failed: No space left on device, \d+ bytes needed"):
        world.run(files=Failing(at))
    (path,) = (world.out / "runs").glob("*.json")
    report = Report.model_validate_json(path.read_bytes())
    assert (report.exit_code, report.published) == (1, False)
    assert "No space left" in str(report.error)
