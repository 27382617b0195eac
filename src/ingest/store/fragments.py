"""Fragments: what one worker call hands over, table by table, in staging. They are read once and thrown away."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from ingest.errors import StoreError
from ingest.store.files import Files

_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


def write_fragment(files: Files, folder: Path, key: str, tables: Mapping[str, pa.Table]) -> dict[str, str]:
    """Write the tables that have rows. Equal keys hold equal rows, so a second write does no harm.

    Returns the path of each table's file.
    """
    paths = {}
    for name, table in tables.items():
        if not table.num_rows:
            continue
        files.make_folder(folder / name)
        path = folder / name / f"{key}.arrow"
        draft = path.with_suffix(f".{os.getpid()}")
        with (
            files.create(draft, durable=False) as file,
            pa.ipc.new_file(file, table.schema, options=_OPTIONS) as writer,
        ):
            writer.write_table(table)
        files.rename(draft, path)
        paths[name] = str(path)
    return paths


def read_fragment(path: str, columns: Iterable[str] | None = None) -> pa.Table:
    """The rows of a fragment's file. Raises StoreError if it cannot be read."""
    try:
        with pa.memory_map(path) as source:
            table = pa.ipc.open_file(source).read_all()
    except (OSError, pa.ArrowException) as error:
        raise StoreError(f"{path}: {error}") from error
    return table.select(list(columns)) if columns is not None else table
