from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.world import World

from .deadly import path_of_deadly_readers

LOOPBACK = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture(scope="module")  # no longer: its environment is of deadly readers
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A Ray cluster of three raylets on this machine: a head that runs nothing, and two of one core."""
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'ingest[ray]'")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in LOOPBACK.items():
            patch.setenv(name, value)
        patch.setenv("PYTHONPATH", path_of_deadly_readers(tmp_path_factory.mktemp("site")))
        from ray.cluster_utils import Cluster

        with pytest.MonkeyPatch.context():
            cluster = Cluster(
                initialize_head=True,
                head_node_args={"num_cpus": 0, "include_dashboard": False, "object_store_memory": 100 << 20},
            )
        for _ in range(2):
            cluster.add_node(num_cpus=1, object_store_memory=100 << 20)
        yield cluster
        cluster.shutdown()
