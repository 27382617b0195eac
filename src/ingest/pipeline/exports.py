"""The files of a snapshot outside `parquet/`: whole tables in other forms, and what describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ingest.engines import Engine
from ingest.engines.inline import InlineEngine
from ingest.exporters import ExportedFile, datapackage, json_schemas, write_csv, write_jsonl
from ingest.settings import Settings
from ingest.store.draft import Draft
from ingest.store.manifest import Export, Part
from ingest.store.parts import read_part
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


def write_exports(draft: Draft, parts: Sequence[Part], settings: Settings, engine: Engine) -> list[Export]:
    """Write all exports that the settings ask for, the descriptions last."""
    written_tables = {part.table for part in parts}
    tables = {
        name: tuple(part.path for part in sorted(parts) if part.table == name)
        for name in TABLES
        if name in written_tables
    }
    tasks = []
    if "json" in settings.export:
        tasks.append(ExportTask(draft, "json/profiles.jsonl", "records", tables["records"]))
    if "csv" in settings.export:
        tasks += [
            ExportTask(draft, f"csv/{name}.csv", name, paths, settings.csv_raw)
            for name, paths in tables.items()
            if name != _NOT_CSV
        ]
    pays = sum(part.rows for part in parts) > _WORTH_A_PROCESS
    written = dict((engine if pays else InlineEngine()).map(write_export, tasks))
    files = [ExportedFile(e.path, table, e.bytes, e.sha256, e.rows or 0) for e, table in written.items()]
    files += [ExportedFile(part.path, part.table, part.bytes, part.sha256, part.rows) for part in parts]
    described = {"datapackage.json": datapackage(files, csv_raw=settings.csv_raw)}
    described |= {f"schema/{name}": schema for name, schema in json_schemas(tables).items()}
    return [*written, *(_describe(draft, name, value) for name, value in described.items())]


def write_export(task: ExportTask) -> tuple[Export, str]:
    """Write one file, one part in memory at a time. Returns it and the table it holds."""
    schema = TABLES[task.table].schema
    if task.name.endswith(".csv"):
        written = task.draft.export(task.name, lambda file: write_csv(_rows(task), file, schema, raw=task.raw))
    else:
        written = task.draft.export(task.name, lambda file: write_jsonl(_rows(task), file))
    return written, task.table


def _rows(task: ExportTask) -> Iterator[pa.Table]:
    return (read_part(task.draft.folder / path) for path in task.parts)


def _describe(draft: Draft, name: str, value: dict[str, Any]) -> Export:
    data = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

    def write(file: Any) -> None:
        file.write(data)

    return draft.export(name, write)
