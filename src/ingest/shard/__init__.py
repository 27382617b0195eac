"""A worker call: dumps in, staged rows and a receipt out. A retry or a duplicate call does no harm.

Names are imported when they are first used: a run that finds nothing to read needs no reader.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.shard.receipt import Notice as Notice
    from ingest.shard.receipt import Receipt as Receipt
    from ingest.shard.receipt import Shard as Shard
    from ingest.shard.receipt import Task as Task
    from ingest.shard.worker_call import run_shard as run_shard

_HOMES = {
    "run_shard": "ingest.shard.worker_call",
    "Notice": "ingest.shard.receipt",
    "Receipt": "ingest.shard.receipt",
    "Shard": "ingest.shard.receipt",
    "Task": "ingest.shard.receipt",
}

__all__ = list(_HOMES)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
