"""One leaf of the next snapshot: the old rows of what stays and the staged rows of what is new, in id order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest.exporters.parquet import write_parquet
from ingest.store.draft import Draft
from ingest.store.fragments import Fragment, read_fragment
from ingest.store.leaves import Leaf
from ingest.store.manifest import Part
from ingest.store.partials import write_partials
from ingest.store.parts import read_part
from ingest.tables import TABLES

BASE = [name for name, spec in TABLES.items() if not spec.derived]


@dataclass(frozen=True, slots=True)
class LeafTask:
    """What a leaf is made of: `old` parts by table, and fragments; their rows may lie outside of the leaf.

    Old rows of the dumps in `dropped` go; the dumps in `gone` stay, marked as gone.
    """

    leaf: Leaf
    draft: Draft
    cache: Path
    old: dict[str, list[str]]
    fragments: tuple[Fragment, ...]
    dropped: tuple[str, ...]
    gone: tuple[str, ...]


def write_leaf(task: LeafTask) -> list[Part]:
    """Write every base table of a leaf into the draft, and what derived tables need of it into the cache."""
    tables, parts = {}, []
    for name in BASE:
        table = _rows(task, name)
        part = task.draft.part(name, task.leaf.name, lambda file, t=table: write_parquet([t], file, t.schema))  # type: ignore[misc]
        parts.append(part)
        if name in ("profiles", "documents", "paragraph_occurrences"):
            tables[name] = table
    write_partials(task.cache, {part.table: part for part in parts}, tables, task.draft.files)
    return parts


def _rows(task: LeafTask, name: str) -> pa.Table:
    schema = TABLES[name].schema
    pieces = [piece.cast(schema) for piece in _pieces(task, name)]
    table = pa.concat_tables([schema.empty_table(), *pieces]).combine_chunks()
    table = table.take(pc.sort_indices(table, [("document_id", "ascending")]))  # stable: the order inside a dump stays
    if name == "documents" and task.gone:
        gone = pc.or_(table["gone"], pc.is_in(table["document_id"], value_set=pa.array(task.gone)))
        table = table.set_column(table.schema.get_field_index("gone"), schema.field("gone"), gone)
    return table


def _pieces(task: LeafTask, name: str) -> Iterator[pa.Table]:
    dropped = pa.array(task.dropped, pa.string())
    for path in task.old.get(name, ()):
        table = _within(read_part(Path(path)), task.leaf)
        yield table.filter(pc.invert(pc.is_in(table["document_id"], value_set=dropped)))
    for fragment in task.fragments:
        if name in fragment.paths:
            yield _within(read_fragment(fragment.paths[name], fragment.bits, task.leaf), task.leaf)


def _within(table: pa.Table, leaf: Leaf) -> pa.Table:
    if not leaf.prefix:
        return table
    ids = table["document_id"]
    return table.filter(pc.and_(pc.greater_equal(ids, leaf.low), pc.less_equal(ids, leaf.high)))
