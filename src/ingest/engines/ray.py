"""Ray: tasks for the machines of a cluster.

On each machine, the local engine's supervisor watches the task. A dump that kills, hangs or bloats its worker therefore
costs the same as on one machine, and gives the same messages. Ray only has to deal with lost machines and lost Ray
workers.
"""

from __future__ import annotations

import os
import signal
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from ingest.engines import Beat, R, Salvage, T, peek
from ingest.engines.ray_folder import RayFolder
from ingest.engines.ray_node import Orders, carry_out
from ingest.engines.ray_signals import signals_wait
from ingest.engines.retry_limits import RAY_RETRIES
from ingest.errors import StoreError, UsageError
from ingest.exit_codes import SIGNAL

_AHEAD = 2  # tasks under way for each core: one runs, one waits beside it
_POLL = 0.5  # seconds between looks at signals
_PATIENCE = 10.0  # seconds for a cluster to answer
_STORE = 100 << 20  # bytes for objects in our own cluster: receipts are small
_ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_task_oom_retries": str(RAY_RETRIES)}
_OWN_CLUSTER = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}  # Ray's word for: listen on the loopback interface only


class RayEngine:
    """Tasks of one core each on the cluster at `address`; without an address, on a new cluster on this machine.

    `workers` is the number of parallel tasks (None: one per core of the cluster), `deadline` is in seconds,
    `max_memory` in bytes. All machines must see the same folders under the same names. Raises UsageError if Ray is not
    installed or if nothing answers at the address.
    """

    def __init__(self, workers: int | None, deadline: float, max_memory: int, address: str | None = None) -> None:
        if find_spec("ray") is None:
            raise UsageError("engine ray: Ray is not installed; pip install 'ingest[ray]'")
        self._limit = workers
        self._address = address or os.environ.get("RAY_ADDRESS") or "local"
        _reach(self._address)
        self._orders = Orders(str(Path.cwd()), version("ingest"), deadline, max_memory)
        self._ray: Any = None
        self._remote: Any = None
        self._ours = True  # the connection; a program that has one already keeps it
        self._folder: RayFolder | None = None
        self._running: dict[Any, Any] = {}

    @property
    def workers(self) -> int:
        """How many tasks run at once. It takes a connected cluster to know that."""
        return self._limit or max(1, int(self._connected().cluster_resources().get("CPU", 1)))

    def map(self, function: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """Yield the results as they arrive; a single task runs in this process."""
        some, tasks = peek(tasks)
        return self._results(function, tasks, None) if some > 1 else map(function, tasks)

    def map_guarded(self, function: Callable[[T, Beat], R], tasks: Iterable[T], salvage: Salvage[T, R]) -> Iterator[R]:
        """The results, as they come."""
        return self._results(function, tasks, salvage)

    def close(self) -> None:
        """Cancel what runs, and leave the cluster; our own ends."""
        with signals_wait():
            if self._ray is not None:
                with suppress(self._ray.exceptions.RayError):  # of a cluster that is lost; why, is told already
                    for reference in self._running:
                        self._ray.cancel(reference, force=True)
                self._running.clear()
                if self._ours:
                    self._ray.shutdown()
                self._ray = None
            if self._folder is not None:
                self._folder.remove()
                self._folder = None

    def _results(self, function: Callable[..., R], tasks: Iterable[T], salvage: Salvage[T, R] | None) -> Iterator[R]:
        fresh = iter(tasks)  # made when there is room for them
        queue = deque(islice(fresh, 1))  # and what was cut down, before all others
        if not queue:
            return
        ray, room = self._connected(), self._limit or self.workers * _AHEAD
        while True:
            while len(self._running) < room and (waiting := queue or deque(islice(fresh, 1))):
                task = waiting.popleft()
                with signals_wait():
                    self._running[self._remote.remote(self._orders, function, task, salvage)] = task
            if not self._running:
                return
            with signals_wait():
                done, _ = ray.wait(list(self._running), timeout=_POLL)
            for reference in done:
                task = self._running.pop(reference)
                try:
                    with signals_wait():
                        results = ray.get(reference)
                    yield from results
                except ray.exceptions.RayTaskError as error:
                    raise error.cause from None
                except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError) as error:
                    yield from _lost(task, error, queue, salvage)
                except ray.exceptions.RayError as error:  # a machine: no fault of the task
                    raise StoreError(f"engine ray: lost {RAY_RETRIES + 1} times over: {_first_line(error)}") from None

    def _connected(self) -> Any:
        """Ray, connected; its module is slow to load and the cluster slow to start, so both wait until here."""
        if self._ray is None:
            os.environ.update(_ENVIRONMENT | (_OWN_CLUSTER if self._address == "local" else {}))
            import ray

            self._ours = not ray.is_initialized()
            if self._ours:
                self._connect(ray)
            self._ray, self._remote = ray, ray.remote(num_cpus=1, max_retries=RAY_RETRIES)(carry_out)
        return self._ray

    def _connect(self, ray: Any) -> None:
        try:
            own = self._own() if self._address == "local" else {}
            with signals_wait():
                ray.init(self._address, log_to_driver=False, logging_level="ERROR", **own)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise UsageError(f"engine ray: no cluster at {self._address}: {_first_line(error)}") from None
        except SystemExit:  # from SIGTERM, which Ray takes for itself meanwhile: its exit code is another
            raise SystemExit(SIGNAL + signal.SIGTERM) from None

    def _own(self) -> dict[str, Any]:
        self._folder = RayFolder()
        return {
            "num_cpus": self._limit,
            "include_dashboard": False,
            "object_store_memory": _STORE,
            "_temp_dir": self._folder.path,
        }


def _reach(address: str) -> None:
    """Whether anything answers there: Ray itself would go on trying for minutes. Raises UsageError."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if port.isdigit():
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except OSError as error:
            raise UsageError(f"engine ray: no cluster at {address}: {error.strerror or error}") from None


def _lost(task: T, error: Exception, queue: deque[T], salvage: Salvage[T, R] | None) -> Iterator[R]:
    """The supervisor itself was killed, again and again: the task is halved, or given up."""
    pieces: Sequence[T] = salvage.split(task, None) if salvage else ()
    if pieces:
        queue.extendleft(reversed(pieces))
    elif salvage:
        yield salvage.give_up(task, "", _first_line(error), str(error))
    else:
        raise StoreError(f"engine ray: a worker was lost {RAY_RETRIES + 1} times over the same task: {error}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
