"""Inputs in, a published dataset out; and a published dataset, opened."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ingest.catalogue import Dataset, open_dataset
from ingest.pipeline import Progress, Report
from ingest.pipeline import run as run_pipeline
from ingest.settings import load_settings

Place = str | os.PathLike[str]


def run(
    inputs: Place | Iterable[Place], out: Place = "out", *, progress: Progress | None = None, **settings: object
) -> Report:
    """Bring the dataset at `out` up to date with `inputs`, as `ingest run` does. Returns the report.

    `settings` are those of `ingest config`, by name: `workers=1`, `export=("parquet",)`. What is not given comes
    from the environment, `ingest.toml`, or the defaults. The report's `exit_code` is 0, 3 if new dumps went into
    quarantine, or 4 if a guard stopped the run and nothing was published. Raises UsageError, LockHeld, StoreError.
    """
    places = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
    flags = {"inputs": tuple(os.fspath(place) for place in places), "out": Path(out), **settings}
    return run_pipeline(load_settings(flags), progress=progress)


def open(path: Place = "out", *, snapshot: int | None = None) -> Dataset:
    """The dataset published at `path`, pinned to its current snapshot or to the one of a number.

    Tables are attributes: `data.profiles.to_pandas()`, `data.skills.arrow()`; `data.query("select …")` is SQL.
    Raises UsageError if nothing is published there, StoreError if what is there cannot be trusted.
    """
    return open_dataset(Path(path), snapshot=snapshot)
