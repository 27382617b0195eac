"""Every step that writes is made to fail once: the run fails, readers see one state, the next run puts all right."""

from __future__ import annotations

import errno
import os
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


def _left(out: Path) -> list[Path]:
    """What a run that ended has no use for."""
    return [*out.glob(".staging"), *out.glob("runs/.*")]


def _fails_well(worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], at: int, root: Path) -> None:
    world, before, after, _ = worlds
    trial = _copy(world, root)
    failing = Failing(at)
    with pytest.raises(StoreError, match="No space left on device"):
        trial.run(files=failing, **_MANY)
    assert _left(trial.out) == [], failing.steps[-1]
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


@pytest.mark.parametrize(
    "part", [pytest.param(part, marks=[pytest.mark.slow] if part % 4 else []) for part in range(40)]
)
def test_a_step_fails(worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], part: int, tmp_path: Path) -> None:
    _fails_well(worlds, part * worlds[3] // 40, tmp_path)


@pytest.mark.parametrize("stride", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_the_last_steps_fail(
    worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], tmp_path: Path, stride: int
) -> None:
    """From the sealing of the draft on: the swap is among them."""
    for at in range(worlds[3] - 30, worlds[3], stride):
        _fails_well(worlds, at, tmp_path / str(at))


def test_a_failed_run_says_what_it_needs(world: World) -> None:
    world.write("1.txt", page(1))
    steps = Counting()
    World(world.root / "other").run(world.raw, files=steps)
    at = next(index for index, step in enumerate(steps.steps) if step.startswith("write ") and "-all." in step)
    with pytest.raises(StoreError, match=r"-all\..*: write failed: No space left on device, \d+ bytes needed"):
        world.run(files=Failing(at))
    (path,) = (world.out / "runs").glob("*.json")
    report = Report.model_validate_json(path.read_bytes())
    assert (report.exit_code, report.published) == (1, False)
    assert "No space left" in str(report.error)


class _Full(Counting):
    """From step number `at` on, nothing can be written; removing works, as on a disk that is full."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at

    def step(self, operation: str, path: Path) -> None:
        super().step(operation, path)
        if len(self.steps) > self.at and operation in ("write", "mkdir", "fsync"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("part", range(8))
def test_a_disk_that_stays_full_is_not_filled(
    worlds: tuple[World, dict[str, bytes], dict[str, bytes], int], part: int, tmp_path: Path
) -> None:
    world, before, after, steps = worlds
    trial = _copy(world, tmp_path)
    with pytest.raises(StoreError, match="No space left on device"):
        trial.run(files=_Full(part * steps // 8), **_MANY)
    assert _left(trial.out) == []
    assert trial.snapshot() == before
    trial.run(**_MANY)
    assert trial.snapshot() == after


def test_a_bug_of_ours_leaves_its_report_and_nothing_else(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("1.txt", page(1))
    monkeypatch.setattr("ingest.pipeline.publishing.write_derived", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError, match="by zero"):
        world.run()
    assert _left(world.out) == []
    (path,) = (world.out / "runs").glob("*.json")
    report = Report.model_validate_json(path.read_bytes())
    assert (report.exit_code, report.published) == (1, False)
    assert str(report.error).startswith("ZeroDivisionError: ")
