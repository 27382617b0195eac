"""Readers during publishes: each resolves `current` once, reads two tables under it, and compares what they say."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

from endurance.child import gather
from endurance.world import World

DUMPS = 12
Texts = list[str]


def with_pandas(folder: Path, table: str, column: str) -> Texts:
    texts: Texts = pd.read_parquet(folder / table, columns=[column])[column].tolist()
    return texts


def with_polars(folder: Path, table: str, column: str) -> Texts:
    texts: Texts = pl.read_parquet(folder / table / "*.parquet", columns=[column])[column].to_list()
    return texts


def with_duckdb(folder: Path, table: str, column: str) -> Texts:
    path = str(folder / table / "*.parquet")
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        return [row[0] for row in connection.execute(f"SELECT {column} FROM read_parquet(?)", [path]).fetchall()]


READERS: dict[str, Callable[[Path, str, str], Texts]] = {
    "pandas": with_pandas,
    "polars": with_polars,
    "duckdb": with_duckdb,
}


def watch(root: Path, reads: int, seconds: float) -> dict[str, dict[str, int]]:
    """Read `reads` times in all, in one process a reader, while another publishes without a pause."""
    world = World(root)
    deadline = time.monotonic() + seconds
    gather([lambda: _publish(world, 1)])
    done = root / "done"
    done.mkdir()
    each = -(-reads // len(READERS))
    tasks: list[Callable[[], object]] = [
        lambda name=name: _read(world, name, each, deadline, done)
        for name in READERS  # type: ignore[misc]
    ]
    answers = gather([*tasks, lambda: _keep_publishing(world, done)])
    return dict(zip([*READERS, "publisher"], answers, strict=True))


def _publish(world: World, edition: int) -> int:
    for number in range(DUMPS):
        world.write(number, edition)
    world.run(export=("parquet",))
    return edition


def _keep_publishing(world: World, done: Path) -> dict[str, int]:
    edition = 1
    while len(list(done.iterdir())) < len(READERS):
        edition = _publish(world, edition + 1)
    return {"publishes": edition}


def _read(world: World, name: str, reads: int, deadline: float, done: Path) -> dict[str, int]:
    read, seen = READERS[name], set()
    counts = {"reads": 0, "mixes": 0, "errors": 0}
    while counts["reads"] < reads and time.monotonic() < deadline:
        counts["reads"] += 1
        try:
            folder = (world.out / "current").resolve(strict=True) / "parquet"
            profiles = read(folder, "profiles", "description")
            skills = read(folder, "skills", "description")
        except Exception as error:
            counts["errors"] += 1
            print(f"{name}: {error}", flush=True)
            continue
        counts["mixes"] += int(len({*profiles, *skills}) != 1 or len(profiles) != DUMPS or len(skills) != DUMPS)
        seen.add(profiles[0])
    (done / name).touch()
    return counts | {"snapshots": len(seen)}
