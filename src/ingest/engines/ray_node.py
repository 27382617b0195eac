"""What a worker of Ray does with a task: hands it to a process that it watches over, as the local engine does."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from ingest.engines import R, Salvage, T
from ingest.engines.supervisor import LocalEngine
from ingest.errors import StoreError


class Orders(NamedTuple):
    """What holds for every task: the folder that paths start from, the version that reads, and the limits."""

    folder: str
    version: str
    deadline: float
    max_memory: int


def carry_out(orders: Orders, function: Callable[..., R], task: T, salvage: Salvage[T, R] | None) -> list[R]:
    """The results of a task: one, or several where it had to be cut down. Without salvage it runs unwatched.

    Raises what the function raises, and StoreError on a machine that is not set up as the driver's.
    """
    if (here := version("ingest")) != orders.version:
        raise StoreError(f"{platform.node()} has ingest {here}, but the run was started by {orders.version}")
    try:
        os.chdir(orders.folder)
    except OSError as error:
        raise StoreError(f"{platform.node()} does not share the folder of the run: {error}") from None
    if salvage is None:
        return [function(task)]
    supervisor = _supervisor(orders.deadline, orders.max_memory)
    try:
        return list(supervisor.map_guarded(function, [task], salvage))
    except BaseException:
        supervisor.close()
        raise


@cache
def _supervisor(deadline: float, max_memory: int) -> LocalEngine:
    """Return the supervisor of this Ray worker; it keeps its process for the next task."""
    return LocalEngine(1, deadline, max_memory)
