"""What a dataset holds, at a glance."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns


class Family(NamedTuple):
    """Current profiles that share the first segment of their code; None: profiles without a code."""

    code: str | None
    profiles: int
    focuses: tuple[str, ...]
    levels: tuple[str, ...]


class Overview(NamedTuple):
    """Counts of a snapshot. `texts` are all paragraphs, bullets and cells; `distinct_texts` those that differ."""

    snapshot: int
    dumps: dict[str, int]
    rows: dict[str, int]
    families: tuple[Family, ...]
    texts: int
    distinct_texts: int
    codes: dict[str, int]


def overview(data: Dataset) -> Overview:
    """The overview of a dataset: a few columns are read, and the counts of its manifest."""
    rows = {name: sum(part.rows for part in data.manifest.of(name)) for name in data.tables}
    return Overview(
        snapshot=data.number,
        dumps=_counts(data, "documents", "status"),
        rows=rows,
        families=tuple(_families(data)),
        texts=rows["paragraph_occurrences"],
        distinct_texts=rows["paragraphs"],
        codes=_counts(data, "diagnostics", "code"),
    )


def _counts(data: Dataset, table: str, column: str) -> dict[str, int]:
    counted = pc.value_counts(read_columns(data, table, [column])[column]).to_pylist()
    return {entry["values"]: entry["counts"] for entry in sorted(counted, key=lambda entry: entry["values"])}


def _families(data: Dataset) -> list[Family]:
    members = defaultdict(list)
    names = ["family_code", "name", "track", "rank", "level_code"]
    roles = read_columns(data, "roles", names)
    for family, *rest in zip(*(roles[name].to_pylist() for name in names), strict=True):
        members[family].append(rest)
    return [
        Family(
            code=family,
            profiles=len(roles),
            focuses=tuple(sorted({name for name, *_ in roles if name})),
            levels=tuple(dict.fromkeys(code for *_, code in sorted(roles, key=_by_level) if code)),
        )
        for family, roles in sorted(members.items(), key=lambda item: (item[0] is None, item[0] or ""))
    ]


def _by_level(role: list[object]) -> tuple[str, int]:
    _, track, rank, _ = role
    return str(track or ""), rank if isinstance(rank, int) else 0
