"""The derived tables of a snapshot, merged from what each leaf adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from ingest.exporters import write_parquet
from ingest.store.derived_partials import NEEDED, partial_paths, read_partial, write_partials
from ingest.store.files import Files
from ingest.store.manifest import Part, by_leaf
from ingest.store.part_reader import read_part
from ingest.store.sealed_files import is_sealed
from ingest.store.snapshot_draft import Draft
from ingest.tables import TABLES, bucket_count, merge_paragraphs, merge_roles

_BUCKETS_A_PART = 8  # a merge holds its bucket several times over, a part as it is written only a row group

Partials = dict[str, list[Path]]
"""The partials of all leaves, by derived table."""


def write_derived(
    draft: Draft, cache: Path, parts: Sequence[Part], sources: Sequence[str]
) -> tuple[list[Part], set[Path]]:
    """Write the derived tables for these base `parts`. Returns their parts, and the partials that were used.

    `sources` decide between rivals: the one named last wins.
    """
    used = gather_partials(draft.folder, parts, cache, draft.files)
    derived = []
    for table, name, rows in derived_parts(used, sources):
        schema = TABLES[table].schema
        derived.append(draft.part(table, name, lambda file: write_parquet(rows, file, schema)))  # noqa: B023
    return derived, {path for paths in used.values() for path in paths}


def gather_partials(folder: Path, parts: Sequence[Part], cache: Path, files: Files) -> Partials:
    """The partials of the base `parts` in `folder`; those that are lost or damaged are made again."""
    used: Partials = {"paragraphs": [], "roles": []}
    for _, leaf in sorted(by_leaf(parts).items()):
        paths = partial_paths(cache, leaf)
        if not all(is_sealed(path) for path in paths.values()):
            tables = {name: read_part(folder / leaf[name].path, checked=True) for name in NEEDED}
            write_partials(cache, leaf, tables, files)
        for table, path in paths.items():
            used[table].append(path)
    return used


def derived_parts(used: Partials, sources: Sequence[str]) -> Iterator[tuple[str, str, Iterator[pa.Table]]]:
    """Table, leaf and rows of each part of the derived tables. The rows of one have to be taken before the next."""
    for table, paths in used.items():
        read = [read_partial(path) for path in paths]
        count = bucket_count(sum(rows for _, rows in read))
        batches, buckets = [run for run, _ in read], count * _BUCKETS_A_PART
        merged = merge_paragraphs(batches, buckets) if table == "paragraphs" else merge_roles(batches, sources, buckets)
        bits = count.bit_length() - 1
        for index in range(count):
            yield table, f"{index:0{bits}b}" if bits else "all", islice(merged, _BUCKETS_A_PART)
