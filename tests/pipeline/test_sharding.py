"""How the files of a run are dealt out to workers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from ingest.pipeline.sharding import make_shards
from ingest.shard.versions import ReadingSettings
from ingest.store.files import Files

from .world import World


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_every_file_once_in_slices_that_get_smaller(world: World, workers: int) -> None:
    names = [f"{number:03}.txt" for number in range(700)]
    for name in names:
        world.write(name, "")
    todo = world.plan()
    shards = list(make_shards(todo.steps, ReadingSettings.of(world.settings()), Path(), Files(), workers, {}))
    assert [task.dump.uri for shard in shards for task in shard.tasks] == [f"raw/{name}" for name in names]
    sizes = [len(shard.tasks) for shard in shards]
    assert all(before >= after for before, after in pairwise(sizes))
    assert sizes[0] == max(700 // (4 * workers), 16)
    assert sizes[-1] <= 16
