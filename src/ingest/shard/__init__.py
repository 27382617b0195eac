"""A worker call: dumps in, staged rows and a receipt out. A retry or a duplicate call does no harm."""

from ingest.shard.batch import BATCH_IN, BATCH_OUT, parse_batch
from ingest.shard.call import SLOWEST, run_shard, stage
from ingest.shard.receipt import Notice, Receipt, Result, Shard, Task

__all__ = [
    "BATCH_IN", "BATCH_OUT", "SLOWEST", "Notice", "Receipt", "Result", "Shard", "Task",
    "parse_batch", "run_shard", "stage",
]  # fmt: skip
