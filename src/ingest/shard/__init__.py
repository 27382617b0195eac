"""A worker call: dumps in, staged rows and a receipt out. A retry or a duplicate call does no harm."""

from ingest.shard.call import SLOWEST, run_shard, stage
from ingest.shard.receipt import Notice, Receipt, Result, Shard, Task

__all__ = ["SLOWEST", "Notice", "Receipt", "Result", "Shard", "Task", "run_shard", "stage"]
