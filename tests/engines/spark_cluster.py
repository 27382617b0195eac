"""A Spark cluster of processes on this machine, started as Spark's own scripts start one; loopback only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


class SparkCluster:
    """A master and workers of one core each. `environment` is theirs and that of their executors."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        import pyspark

        self._home = Path(pyspark.__file__).parent
        self._folder = folder
        self._environment = os.environ | environment | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        self._port = _free_port()
        self._processes: list[subprocess.Popen[bytes]] = []
        self.address = f"spark://127.0.0.1:{self._port}"
        self._start("master.Master", "--host", "127.0.0.1", "--port", str(self._port), "--webui-port", "0")
        self._wait_until_it_listens()

    def add_worker(self) -> subprocess.Popen[bytes]:
        """One more, with a process group of its own, executors included."""
        folder = self._folder / f"worker-{len(self._processes)}"
        told = ("-h", "127.0.0.1", "-c", "1", "-m", "700m", "-d", str(folder), "--webui-port", "0")
        return self._start("worker.Worker", *told, self.address)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker and its executors, as when their machine goes."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self._processes.remove(worker)

    def stop(self) -> None:
        for process in list(self._processes):
            self.kill(process)

    def _start(self, kind: str, *told: str) -> subprocess.Popen[bytes]:
        log = self._folder / f"{kind}-{len(self._processes)}.log"
        with log.open("wb") as said:
            process = subprocess.Popen(
                [self._home / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", *told],
                env=self._environment | {"SPARK_HOME": str(self._home), "SPARK_DAEMON_MEMORY": "200m"},
                stdout=said,
                stderr=said,
                cwd=self._folder,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def _wait_until_it_listens(self) -> None:
        until = time.monotonic() + 90
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.2)
        pytest.fail("Spark's master does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
