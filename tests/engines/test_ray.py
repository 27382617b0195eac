"""Ray: on a cluster of several raylets a run keeps what it promises on one machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.engines import ray
from ingest.engines.ray import RayEngine
from ingest.errors import StoreError
from pipeline import murderous
from pipeline.murderous import Words
from pipeline.world import World, contents, page
from processes import wait_until

from . import tasks

pytestmark = pytest.mark.timeout(900)
PATIENT = 60.0


@pytest.fixture
def engine(cluster: Any) -> Iterator[RayEngine]:
    engine = RayEngine(None, PATIENT, 1 << 40, cluster.address)
    yield engine
    engine.close()


@pytest.fixture
def impatient(engine: RayEngine, monkeypatch: pytest.MonkeyPatch) -> RayEngine:
    """An engine that retries once: each try takes Ray a second or two."""
    monkeypatch.setattr(ray, "RAY_RETRIES", 1)
    return engine


def test_results_come_from_all_machines(engine: RayEngine, tmp_path: Path) -> None:
    assert engine.workers == 2
    assert len(set(engine.map(tasks.meet, [str(tmp_path)] * 4))) >= 2
    results = dict(engine.map(murderous.square, range(20)))
    assert sorted(results) == sorted(number * number for number in range(20))


def test_what_a_function_raises_reaches_the_caller(engine: RayEngine) -> None:
    with pytest.raises(ValueError, match=r"^not with me$"):
        list(engine.map(murderous.refuse, [1, 2]))


def test_a_task_without_salvage_that_kills_its_worker_ends_the_run(impatient: RayEngine) -> None:
    with pytest.raises(StoreError, match="a worker was lost 2 times over the same task"):
        list(impatient.map(murderous.die, [1, 2]))


def test_a_killer_costs_itself_only_and_is_told_as_on_one_machine(engine: RayEngine) -> None:
    salvage = Words()
    words = [("a", "abort", "b"), ("c", "late", "d"), ("e",)]
    results = [word for words in engine.map_guarded(murderous.read, words, salvage) for word in words]
    died = ["abort: the worker died (SIGABRT)", "late: the worker ended with 4"]
    assert sorted(results) == sorted([*"abcde", *died])


def test_who_kills_its_watcher_is_found_by_halving(impatient: RayEngine) -> None:
    results = impatient.map_guarded(tasks.kill_the_watcher, [(1, 3), (4,)], tasks.Halves())
    assert sorted(number for some in results for number in some) == [-3, 1, 4]


def test_the_machine_of_a_task_is_killed(cluster: Any, engine: RayEngine, tmp_path: Path) -> None:
    doomed = cluster.add_node(num_cpus=1, object_store_memory=100 << 20)
    raylet = str(doomed.all_processes["raylet"][0].process.pid)
    killer = threading.Thread(target=_kill_when_busy, args=(cluster, doomed, tmp_path, f"*-{raylet}-*"))
    killer.start()
    results = list(engine.map_guarded(tasks.slowly, ((str(tmp_path), n) for n in range(12)), tasks.Halves()))
    killer.join()
    assert sorted(results) == list(range(12))
    ran = [mark.name.split("-") for mark in tmp_path.iterdir()]
    assert raylet in {raylet for _, raylet, _ in ran}, "nothing ran where it was killed: nothing is shown"
    assert len(ran) > 12


def test_deadly_dumps_and_a_killed_machine_leave_the_bytes_of_one_machine(cluster: Any, world: World) -> None:
    for number in range(120):
        world.write(f"{number}.txt", page(number % 100, note="SLOW but steady." if number % 3 else "Quick."))
    for name in ("exit", "abort", "hang", "swell"):
        world.write(f"{name}.txt", page(77, note=f"{name.upper()} now."))
    given = {"deadline": 15.0, "max_memory": 600 << 20}
    doomed = cluster.add_node(num_cpus=1, object_store_memory=100 << 20)
    killer = threading.Thread(target=_kill_when_busy, args=(cluster, doomed, world.out / ".staging", "*.arrow"))
    killer.start()
    report = world.run(engine="ray", address=cluster.address, workers=3, **given)
    killer.join()
    assert (report.exit_code, report.accounting and report.accounting.published) == (3, 120)
    assert {found.uri: found.message.partition(": ")[2] for found in report.findings} == {
        "raw/exit.txt": "the worker ended with 9",
        "raw/abort.txt": "the worker died (SIGABRT)",
        "raw/hang.txt": "more than 15 seconds",
        "raw/swell.txt": "more than 600 MiB of memory",
    }
    over_there = world.snapshot()
    assert len(over_there) > 15
    assert not (world.out / ".staging").exists()
    _with_the_same_readers(world, given)
    assert contents(world.root / "local" / "current") == over_there


def _with_the_same_readers(world: World, given: dict[str, Any]) -> None:
    report = world.run(out=world.root / "local", workers=2, **given)
    assert report.exit_code == 3


def _kill_when_busy(cluster: Any, node: Any, folder: Path, mark: str) -> None:
    """Kill a raylet when the mark of its work is in the folder."""
    wait_until(lambda: any(folder.rglob(mark)), "the mark")
    cluster.remove_node(node, allow_graceful=False)
