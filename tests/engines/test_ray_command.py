"""`--engine ray` at the command line: its own cluster, and what is told where something is missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from commands import run_cli
from pipeline.world import World, contents, page
from processes import started, wait_until

from .deadly import path_of_deadly_readers

pytestmark = pytest.mark.timeout(900)
needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'ingest[ray]'")
_WITHOUT_RAY = """
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, path=None, target=None: None if name == "ray" else find(name, path, target)
"""


def _command(world: World, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "ingest", "run", str(world.raw), "-o", str(world.out), *arguments]


def _run(world: World, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(world, *arguments), capture_output=True, text=True, check=False)


def test_without_ray_it_says_what_to_install(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(_WITHOUT_RAY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    world.write("a.txt", page(1))
    done = _run(world, "--engine", "ray")
    assert (done.returncode, done.stdout) == (2, "")
    assert "engine ray: Ray is not installed; pip install 'ingest[ray]'" in done.stderr
    assert not world.out.exists()


def test_an_address_without_its_engine_is_a_mistake(world: World) -> None:
    done = run_cli("run", world.raw, "-o", world.out, "--address", "127.0.0.1:6379")
    assert done.returncode == 2
    assert "add --engine ray" in done.stderr


@pytest.mark.slow
@needs_ray
def test_where_no_cluster_answers_nothing_is_done(world: World) -> None:
    world.write("a.txt", page(1))
    done = _run(world, "--engine", "ray", "--address", "127.0.0.1:1")
    assert done.returncode == 2
    assert "engine ray: no cluster at 127.0.0.1:1" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (world.out / "current").exists()


@pytest.mark.slow
@needs_ray
def test_its_own_cluster_publishes_and_a_signal_leaves_nothing_behind(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", path_of_deadly_readers(tmp_path))
    for number in range(40):
        world.write(f"{number}.txt", page(number))
    world.write("hang.txt", page(78, note="HANG on."))
    with started(_command(world, "--engine", "ray", "--workers", "2"), stderr=subprocess.DEVNULL) as process:
        cluster = f"ingest-ray-{process.pid}-"
        wait_until(lambda: _mentioning(cluster) and any((world.out / ".staging").rglob("*.arrow")), "staged fragments")
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 143
    wait_until(lambda: not _mentioning(cluster), "the end of the cluster")
    assert list(Path("/tmp").glob(f"{cluster}*")) == []
    assert not (world.out / "current").exists()
    assert not (world.out / ".staging").exists()
    (world.raw / "hang.txt").unlink()
    done = _run(world, "--engine", "ray", "--workers", "2", "--export", "parquet")
    assert done.returncode == 0, done.stderr
    assert "40 published" in done.stdout
    over_there = world.snapshot()
    world.run(out=world.root / "local")
    assert contents(world.root / "local" / "current") == over_there


def _mentioning(text: str) -> list[int]:
    """Processes with this text in their command line."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if text.encode() in line:
                found.append(int(entry.name))
    return found
