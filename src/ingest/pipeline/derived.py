"""The derived tables of the next snapshot, merged from what each leaf adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from ingest.exporters import write_parquet
from ingest.store.draft import Draft
from ingest.store.manifest import Part, by_leaf
from ingest.store.partials import NEEDED, is_whole, partial_paths, read_partial, write_partials
from ingest.store.parts import read_part
from ingest.tables import TABLES, bucket_count, merge_paragraphs, merge_roles


def write_derived(
    draft: Draft, cache: Path, parts: Sequence[Part], sources: Sequence[str]
) -> tuple[list[Part], set[Path]]:
    """Write the derived tables for these base `parts`. Returns their parts, and the partials that were used.

    `sources` decide between rivals: the one named last wins.
    """
    used: dict[str, list[Path]] = {"paragraphs": [], "roles": []}
    for _, leaf in sorted(by_leaf(parts).items()):
        for table, path in _partials(draft, cache, leaf).items():
            used[table].append(path)
    runs = {table: [read_partial(path) for path in paths] for table, paths in used.items()}
    derived: list[Part] = []
    for table, read in runs.items():
        buckets = bucket_count(sum(rows for _, rows in read))
        batches = [run for run, _ in read]
        merged = merge_paragraphs(batches, buckets) if table == "paragraphs" else merge_roles(batches, sources, buckets)
        derived += _write(draft, table, merged, buckets)
    return derived, {path for paths in used.values() for path in paths}


def _partials(draft: Draft, cache: Path, leaf: dict[str, Part]) -> dict[str, Path]:
    """The partials of a leaf, made again where they are lost."""
    paths = partial_paths(cache, leaf)
    if not all(is_whole(path) for path in paths.values()):
        tables = {name: read_part(draft.folder / leaf[name].path) for name in NEEDED}
        write_partials(cache, leaf, tables, draft.files)
    return paths


def _write(draft: Draft, table: str, buckets: Iterator[pa.Table], count: int) -> Iterator[Part]:
    schema = TABLES[table].schema
    bits = count.bit_length() - 1
    for index, rows in enumerate(buckets):
        name = f"{index:0{bits}b}" if bits else "all"
        yield draft.part(table, name, lambda file, rows=rows: write_parquet([rows], file, schema))  # type: ignore[misc]
