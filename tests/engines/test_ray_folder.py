"""Folders of Ray clusters that nobody needs any more. No Ray is needed to tell."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingest.engines import ray_folder
from ingest.engines.ray_folder import RayFolder, sweep
from processes import started

_HOLD = """
import sys
from pathlib import Path
from ingest.engines import ray_folder
ray_folder._PLACE = Path(sys.argv[1])
folder = ray_folder.RayFolder()
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_folder, "_PLACE", tmp_path)
    monkeypatch.setattr(ray_folder, "_YOUNG", -1.0)


def test_a_folder_goes_when_it_is_removed() -> None:
    folder = RayFolder()
    Path(folder.path, "session").mkdir()
    folder.remove()
    assert not Path(folder.path).exists()


def test_the_folder_of_a_killed_driver_goes_with_the_next(tmp_path: Path) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with started([sys.executable, "-c", _HOLD, tmp_path], **pipes) as driver:
        assert driver.stdout is not None
        left = Path(driver.stdout.readline().strip())
        (left / "session").mkdir()
        sweep()
        assert left.is_dir(), "its driver lives"
        driver.kill()
        driver.wait()
    folder = RayFolder()
    assert [path.name for path in tmp_path.iterdir()] == [Path(folder.path).name]
    folder.remove()


def test_a_young_folder_and_those_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ray_folder, "_YOUNG", 60.0)
    names = ["ingest-ray-1-young", "ray", "ingest-rays"]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / "ingest-ray-2-link").symlink_to(tmp_path / "ray")
    sweep()
    monkeypatch.setattr(ray_folder, "_YOUNG", -1.0)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "ingest-ray-2-link"])
    sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ingest-ray-2-link", "ingest-rays", "ray"]
