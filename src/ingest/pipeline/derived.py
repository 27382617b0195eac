"""The derived tables of the next snapshot, merged from what each leaf adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from ingest.exporters import write_parquet
from ingest.store.draft import Draft
from ingest.store.manifest import Part, by_leaf
from ingest.store.partials import NEEDED, is_whole, partial_paths, read_partial, write_partials
from ingest.store.parts import read_part
from ingest.tables import TABLES, bucket_count, merge_paragraphs, merge_roles

_BUCKETS_A_PART = 8  # a merge holds its bucket several times over, a part as it is written only a row group


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
        count = bucket_count(sum(rows for _, rows in read))
        batches, buckets = [run for run, _ in read], count * _BUCKETS_A_PART
        merged = merge_paragraphs(batches, buckets) if table == "paragraphs" else merge_roles(batches, sources, buckets)
        derived += _write(draft, table, merged, count)
    return derived, {path for paths in used.values() for path in paths}


def _partials(draft: Draft, cache: Path, leaf: dict[str, Part]) -> dict[str, Path]:
    """The partials of a leaf, made again where they are lost."""
    paths = partial_paths(cache, leaf)
    if not all(is_whole(path) for path in paths.values()):
        tables = {name: read_part(draft.folder / leaf[name].path) for name in NEEDED}
        write_partials(cache, leaf, tables, draft.files)
    return paths


def _write(draft: Draft, table: str, buckets: Iterator[pa.Table], count: int) -> Iterator[Part]:
    """So many parts of equally many buckets; a bucket is gone when the next one is made."""
    schema = TABLES[table].schema
    bits = count.bit_length() - 1
    for index in range(count):
        name = f"{index:0{bits}b}" if bits else "all"
        yield draft.part(table, name, lambda file: write_parquet(islice(buckets, _BUCKETS_A_PART), file, schema))
