"""The public functions on datasets: `run` brings one up to date with its inputs, `open` opens a published one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, TypedDict, Unpack

from ingest.catalogue import Dataset, open_dataset
from ingest.errors import UsageError
from ingest.grammar import Grammars
from ingest.pipeline import Progress, Report
from ingest.pipeline import run as run_pipeline
from ingest.settings import Export
from ingest.settings_precedence import load_settings
from ingest.site import page_of

Place = str | os.PathLike[str]
Size = int | str
"""A number of bytes, or a text such as 64MiB."""
Share = float | str


class RunSettings(TypedDict, total=False):
    """The settings of a run as `run` takes them; one that is None counts as not given. `Settings` says what each is."""

    export: str | Iterable[Export] | None
    csv_raw: bool | None
    csv_bom: bool | None
    workers: int | None
    engine: Literal["local", "ray"] | None
    address: str | None
    grammars: Place | Grammars | None
    words: Iterable[Place] | None
    accept: Literal["profiles", "any"] | None
    max_failures: int | str | None
    max_loss: str | None
    max_drift: str | None
    on_delete: Literal["remove", "keep"] | None
    allow_mass_delete: bool | None
    allow_mass_loss: bool | None
    allow_drift: bool | None
    keep: int | None
    verify_content: bool | None
    retry: bool | None
    encoding: str | None
    text_column: str | None
    title_column: str | None
    id_column: str | None
    max_bytes: Size | None
    max_unpacked: Size | None
    max_ratio: int | None
    max_members: int | None
    max_depth: int | None
    deadline: float | None
    max_memory: Size | None
    wait: float | None
    review: bool | None
    report: Place | None
    track_offsets: str | Mapping[str, int] | None
    taxonomy_weight: Share | None
    level_span: int | None
    bands: str | Mapping[str, Share] | None
    data: Place | None


def run(
    inputs: Place | Iterable[Place],
    out: Place = "out",
    *,
    progress: Progress | None = None,
    **settings: Unpack[RunSettings],
) -> Report:
    """Bring the dataset at `out` up to date with `inputs`, as `ingest run` does. Returns the report.

    `settings` are those of `ingest config`, by name: `workers=1`, `export="parquet"`, `grammars="mine/"`. What is not
    given comes from the environment, `ingest.toml`, or the defaults. The report's `exit_code` is 0, 3 if new dumps
    went into quarantine, or 4 if a guard stopped the run and nothing was published. Raises TypeError for inputs that
    are no paths, UsageError, LockHeld, StoreError.
    """
    flags: dict[str, object] = {"inputs": _places(inputs), "out": os.fspath(out), **settings}
    if isinstance(grammars := settings.get("grammars"), Grammars):
        flags["grammars"] = grammars.directory
    made = load_settings(flags, parameters=True)
    return run_pipeline(made, progress=progress, page=page_of(made))


def _places(inputs: object) -> tuple[str, ...]:
    if isinstance(inputs, Iterable) and not isinstance(inputs, str | os.PathLike):
        return tuple(_place(place) for place in inputs)
    return (_place(inputs),)


def _place(given: object) -> str:
    if isinstance(given, str | os.PathLike):
        return os.fsdecode(given)
    raise TypeError(f"inputs are a path (str or Path) or several, not {type(given).__name__}")


def open(path: Place = "out", *, snapshot: int | None = None) -> Dataset:
    """The dataset published at `path`, pinned to its current snapshot or to the one of a number.

    Tables are attributes: `data.profiles.to_pandas()`, `data.skills.arrow()`; `data.query("select …")` is SQL.
    Raises UsageError if nothing is published there, StoreError if what is there cannot be trusted.
    """
    if not os.fspath(path):
        raise UsageError("the path of the dataset is empty")
    return open_dataset(Path(path), snapshot=snapshot)
