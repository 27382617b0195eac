"""One leaf of the next snapshot: the old rows of what stays and the staged rows of what is new, in id order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest.errors import StoreError
from ingest.exporters.parquet import write_parquet
from ingest.store.derived_partials import NEEDED, write_partials
from ingest.store.fragments import Fragment, staged_rows
from ingest.store.manifest import Part
from ingest.store.part_reader import read_part
from ingest.store.partitioning import Leaf, ids_of, order_of_dumps, within
from ingest.store.snapshot_draft import Draft
from ingest.tables import TABLES, review_records

BASE = [name for name, spec in TABLES.items() if not spec.derived and not spec.reviewed]
PANEL = [name for name, spec in TABLES.items() if spec.reviewed]


@dataclass(frozen=True, slots=True)
class LeafTask:
    """What a leaf of so many `dumps` is made of: `old` parts by table, and fragments; their rows may lie outside of it.

    Old rows of the dumps in `dropped` go; the dumps in `gone` stay, marked as gone. With `review` the panel's tables
    are written too; records are reviewed unless their rows are among the old ones.
    """

    leaf: Leaf
    dumps: int
    draft: Draft
    cache: Path
    old: dict[str, list[str]]
    fragments: tuple[Fragment, ...]
    dropped: tuple[str, ...]
    gone: tuple[str, ...]
    review: bool = False


def write_leaf(task: LeafTask) -> list[Part]:
    """Write every base table of a leaf into the draft, and what derived tables need of it into the cache.

    Raises StoreError if it cannot be written, or if a dump of it has no row, for nothing may be lost on the way.
    """
    tables, parts = {}, []
    for name in BASE:
        table = _rows(task, name)
        if name == "documents" and table.num_rows != task.dumps:
            raise StoreError(f"leaf {task.leaf.name}: {table.num_rows:,} of its {task.dumps:,} dumps are there")
        parts.append(_part(task, name, table))
        if name in (*NEEDED, "records"):
            tables[name] = table
    if task.review:
        parts += [_part(task, name, table) for name, table in _reviewed(task, tables["records"]).items()]
    write_partials(task.cache, {part.table: part for part in parts}, tables, task.draft.files)
    return parts


def review_leaf(task: LeafTask) -> list[Part]:
    """Write the panel's tables of a leaf whose other parts stay as they are: `old` are its `records`."""
    return [_part(task, name, table) for name, table in review_records(_rows(task, "records")).items()]


def _part(task: LeafTask, name: str, table: pa.Table) -> Part:
    return task.draft.part(name, task.leaf.name, lambda file: write_parquet([table], file, table.schema))


def _reviewed(task: LeafTask, records: pa.Table) -> dict[str, pa.Table]:
    """The panel's tables of a leaf: its old and its staged rows, and those of the records that have none yet."""
    known = {name: _rows(task, name) for name in PANEL}
    missing = pc.invert(pc.is_in(records["document_id"], value_set=known["panel_scores"]["document_id"]))
    if not pc.any(missing).as_py():
        return known
    added = review_records(records.filter(missing))
    return {name: _in_order([known[name], table], name) for name, table in added.items()}


def _rows(task: LeafTask, name: str) -> pa.Table:
    schema = TABLES[name].schema
    table = _in_order(_pieces(task, name), name)
    if name == "documents" and task.gone:
        gone = pc.or_(table["gone"], pc.is_in(table["document_id"], value_set=pa.array(task.gone)))
        table = table.set_column(table.schema.get_field_index("gone"), schema.field("gone"), gone)
    return table


def _in_order(pieces: Iterable[pa.Table], name: str) -> pa.Table:
    schema = TABLES[name].schema
    table = pa.concat_tables([schema.empty_table(), *pieces]).combine_chunks()
    return table.take(pa.array(order_of_dumps(ids_of(table["document_id"]))))


def _pieces(task: LeafTask, name: str) -> Iterator[pa.Table]:
    dropped = pa.array(task.dropped, pa.string())
    for path in task.old.get(name, ()):
        table = within(read_part(Path(path), checked=True), task.leaf)
        yield table.filter(pc.invert(pc.is_in(table["document_id"], value_set=dropped)))
    yield from staged_rows(task.fragments, name, task.leaf)
