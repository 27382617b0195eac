"""Spark: on a cluster of processes, one of them killed, the tables have the rows of a run on one machine."""

from __future__ import annotations

import shutil
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ingest
from pipeline.world import World, page

from .deadly import path_of_deadly_readers
from .spark_cluster import SparkCluster

pytestmark = [
    pytest.mark.timeout(400),
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),  # nor do we use it
]
pyspark = pytest.importorskip("pyspark", reason="Spark is not installed: pip install 'ingest[spark]'")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java: install openjdk-17-jre-headless", allow_module_level=True)

GIVEN = {"deadline": 5.0, "max_memory": 600 << 20}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkCluster]:
    folder = tmp_path_factory.mktemp("spark")
    cluster = SparkCluster(folder, {"PYTHONPATH": path_of_deadly_readers(folder)})
    cluster.add_worker()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def spark(cluster: SparkCluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    folder = str(tmp_path_factory.mktemp("driver"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.executor.memory": "500m",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.adaptive.coalescePartitions.enabled": "false",
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": folder,
        }
        builder = SparkSession.builder.master(cluster.address).appName("ingest")
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        gateway = session.sparkContext._gateway
        session.stop()
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait(30)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path)
    for number in range(40):
        note = "SLOW but steady." if number % 2 else "Quick."
        world.write(f"{number % 3}/{number}.txt", page(number % 20, note=note))
    for name in ("exit", "hang", "swell"):
        world.write(f"{name}.txt", page(77, note=f"{name.upper()} now."))
    world.write("empty.txt", b"")
    world.write("cp1252.txt", page(5, note="Caf\u00e9.").encode("cp1252"))
    world.write("page.pdf.txt", b"%PDF-1.7\n")
    world.write("note.txt", "Nothing of interest.\n")
    return world


def test_a_cluster_that_loses_a_worker_gives_the_rows_of_one_machine(
    cluster: SparkCluster, spark: Any, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ingest.spark import parse

    doomed = cluster.add_worker()
    dumps = [(f"raw/{p.relative_to(world.raw)}", bytearray(p.read_bytes())) for p in sorted(world.raw.rglob("*.txt"))]
    frame = spark.createDataFrame(dumps, "uri string, page binary")
    tables = parse(frame, "page", "uri", sources=("raw",), **GIVEN)
    killer = threading.Thread(target=_kill_when_busy, args=(cluster, spark, doomed))
    killer.start()
    found = {name: table.toArrow() for name, table in tables.items()}
    killer.join()
    tables.parsed.unpersist()
    monkeypatch.setenv("PYTHONPATH", path_of_deadly_readers(world.root))
    assert world.run(workers=2, **GIVEN).exit_code == 3
    here = ingest.open(world.out)
    assert set(found) == set(here.tables)
    for name, table in found.items():
        expected = here.table(name).arrow()
        assert table.column_names == expected.column_names
        assert _rows(table) == _rows(expected), name


def _rows(table: Any) -> list[str]:
    return sorted(map(repr, table.to_pylist()))


def _kill_when_busy(cluster: SparkCluster, spark: Any, doomed: Any) -> None:
    """Kill the worker when two executors are at it and some tasks are done."""
    tracker = spark.sparkContext.statusTracker()
    until = time.monotonic() + 120
    while time.monotonic() < until:
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        if any(stage and stage.numCompletedTasks >= 1 and stage.numActiveTasks >= 2 for stage in stages):
            break
        time.sleep(0.05)
    cluster.kill(doomed)
