"""What differs between two snapshots: profiles that came, went, or say something else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.store.parts import read_part

_COLUMNS = ["profile_id", "content_id", "code", "title", "uri"]
# A line that moved, or a profile more above it, is no change of what the page says.
_NOT_CONTENT = {"span", "spans", "source", "diagnostics", "document_id", "profile_id", "position", "part_of", "outline"}


class Named(NamedTuple):
    """A profile, and for a changed one the fields of the record that differ."""

    code: str | None
    title: str | None
    uri: str
    fields: tuple[str, ...] = ()


class Difference(NamedTuple):
    """From snapshot `before` to snapshot `after`."""

    before: int
    after: int
    added: tuple[Named, ...]
    gone: tuple[Named, ...]
    changed: tuple[Named, ...]


def difference(before: Dataset, after: Dataset) -> Difference:
    """Compare profile by profile. Parts that both snapshots share are not read. Raises DamagedDataset."""
    old, new = _profiles(before, after), _profiles(after, before)
    changed = [key for key in old.keys() & new.keys() if old[key]["content_id"] != new[key]["content_id"]]
    old_records, new_records = _records(before, after, changed), _records(after, before, changed)
    return Difference(
        before.number,
        after.number,
        _sorted(_name(new[key]) for key in new.keys() - old.keys()),
        _sorted(_name(old[key]) for key in old.keys() - new.keys()),
        _sorted(_name(new[key], _fields(old_records[key], new_records[key])) for key in changed),
    )


def _profiles(data: Dataset, other: Dataset) -> dict[str, dict[str, Any]]:
    rows = [row for table in _own_parts(data, other, "profiles", _COLUMNS) for row in table.to_pylist()]
    return {row["profile_id"]: row for row in rows}


def _records(data: Dataset, other: Dataset, wanted: list[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table in _own_parts(data, other, "records", ["profile_id", "record"]):
        rows = table.filter(pc.is_in(table["profile_id"], value_set=pa.array(wanted, pa.string())))
        found |= {row["profile_id"]: json.loads(row["record"]) for row in rows.to_pylist()}
    return found


def _own_parts(data: Dataset, other: Dataset, table: str, columns: list[str]) -> Iterable[pa.Table]:
    shared = {part.path for part in other.manifest.of(table)}
    parts = zip(data.manifest.of(table), data.paths(table), strict=True)
    return (read_part(path, columns) for part, path in parts if part.path not in shared)


def _fields(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    names = [name for name in new if name not in _NOT_CONTENT]
    return tuple(name for name in names if _content(old.get(name)) != _content(new[name]))


def _content(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _content(inner) for key, inner in value.items() if key not in _NOT_CONTENT}
    return [_content(inner) for inner in value] if isinstance(value, list) else value


def _sorted(names: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(names, key=lambda name: (name.uri, name.code or "", name.title or "")))


def _name(row: dict[str, Any], fields: tuple[str, ...] = ()) -> Named:
    return Named(row["code"], row["title"], row["uri"], fields)
