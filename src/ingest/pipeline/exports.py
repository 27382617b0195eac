"""The files of a snapshot outside `parquet/`: whole tables in other forms, and what describes them.

A file whose table has not changed since the snapshot before is shared with it, as parts are: it is written once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from ingest.engines import Engine
from ingest.engines.inline import InlineEngine
from ingest.exporters import ExportedFile, datapackage, json_schemas, write_csv, write_jsonl
from ingest.pipeline.previous_snapshot import Before
from ingest.settings import Settings
from ingest.store.manifest import Export, Part
from ingest.store.part_reader import read_part
from ingest.store.snapshot_draft import Draft
from ingest.tables import TABLES

_WORTH_A_PROCESS = 200_000  # rows
_NOT_CSV = "records"  # the nested record is JSON already


@dataclass(frozen=True, slots=True)
class ExportTask:
    """One file to write from the parts of one table, which are in the order of its rows."""

    draft: Draft
    name: str
    table: str
    parts: tuple[str, ...]
    raw: bool = False
    bom: bool = False


def write_exports(
    draft: Draft, parts: Sequence[Part], settings: Settings, engine: Engine, before: Before
) -> list[Export]:
    """Write all exports that the settings ask for, the descriptions last; share those of `before` that are the same."""
    tables = _paths(parts)
    tasks = _tasks(draft, tables, settings)
    written = _shared(tasks, settings, before)
    for export in written:
        draft.share(export.path)
    names = {export.path for export in written}
    pays = sum(part.rows for part in parts) > _WORTH_A_PROCESS
    anew = [task for task in tasks if task.name not in names]
    written |= dict((engine if pays else InlineEngine()).map(write_export, anew))
    files = [ExportedFile(e.path, table, e.bytes, e.sha256, e.rows or 0) for e, table in written.items()]
    files += [ExportedFile(part.path, part.table, part.bytes, part.sha256, part.rows) for part in parts]
    made = schemas()
    described = {"datapackage.json": _encode(datapackage(files, **csv_options(settings)))}
    described |= {f"schema/{name}": made[name] for name in ("record.json", *(f"{table}.json" for table in tables))}
    return [*written, *(_describe(draft, name, data) for name, data in described.items())]


def _paths(parts: Sequence[Part]) -> dict[str, tuple[str, ...]]:
    """The files of each table that has any, in the order of its rows."""
    ordered = sorted(parts)
    paths = {name: tuple(part.path for part in ordered if part.table == name) for name in TABLES}
    return {name: some for name, some in paths.items() if some}


def _tasks(draft: Draft, tables: dict[str, tuple[str, ...]], settings: Settings) -> list[ExportTask]:
    tasks = []
    if "json" in settings.export:
        tasks.append(ExportTask(draft, "json/profiles.jsonl", "records", tables["records"]))
    if "csv" in settings.export:
        tasks += [
            ExportTask(draft, f"csv/{name}.csv", name, paths, settings.csv_raw, settings.csv_bom)
            for name, paths in tables.items()
            if name != _NOT_CSV
        ]
    return tasks


def csv_options(settings: Settings) -> dict[str, bool]:
    """Return the options of CSV files, all of them off if no CSV files are wanted."""
    asked = "csv" in settings.export
    return {"csv_raw": asked and settings.csv_raw, "csv_bom": asked and settings.csv_bom}


def _shared(tasks: Sequence[ExportTask], settings: Settings, before: Before) -> dict[Export, str]:
    """Files of the snapshot before that a task would write again byte for byte, each with its table."""
    old = before.manifest
    if old is None or any((name in old.options) != on for name, on in csv_options(settings).items()):
        return {}
    sound = {export.path: export for export in old.exports if export.path not in before.damage}
    paths = _paths(old.parts)
    return {sound[t.name]: t.table for t in tasks if t.name in sound and paths.get(t.table) == t.parts}


def write_export(task: ExportTask) -> tuple[Export, str]:
    """Write one file, one part in memory at a time. Returns it and the table it holds."""
    schema = TABLES[task.table].schema
    if task.name.endswith(".csv"):
        written = task.draft.export(
            task.name, lambda file: write_csv(_rows(task), file, schema, raw=task.raw, bom=task.bom)
        )
    else:
        written = task.draft.export(task.name, lambda file: write_jsonl(_rows(task), file))
    return written, task.table


def _rows(task: ExportTask) -> Iterator[pa.Table]:
    return (read_part(task.draft.folder / path, checked=True) for path in task.parts)


@cache
def schemas() -> dict[str, bytes]:
    """The files of `schema/`: all runs of a process write the same, and making them takes a third of a small run."""
    return {name: _encode(schema) for name, schema in json_schemas().items()}


def _encode(value: dict[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(draft: Draft, name: str, data: bytes) -> Export:
    def write(file: Any) -> None:
        file.write(data)

    return draft.export(name, write)
