"""What differs between two snapshots: profiles that came, went, say something else, or are read otherwise."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.store.part_reader import read_part

_COLUMNS = ["profile_id", "content_id", "code", "title", "uri"]
_OUTLINE = ["profile_id", "heading", "kind", "group", "level_code"]
# A line that moved, or a profile more above it, is no change of what the page says; nor is how a kind came to be known.
_NOT_CONTENT = {
    "span", "spans", "source", "diagnostics", "document_id", "profile_id", "position", "part_of", "outline",
    "kind_basis", "level_basis", "path_basis",
}  # fmt: skip


class Moved(NamedTuple):
    """A section that is about something else than before: kinds as in the outline, None for none."""

    heading: str | None
    before: str | None
    after: str | None


class Named(NamedTuple):
    """A profile, and for a changed one the fields of the record that differ and the sections of another kind."""

    code: str | None
    title: str | None
    uri: str
    fields: tuple[str, ...] = ()
    sections: tuple[Moved, ...] = ()


class Difference(NamedTuple):
    """From snapshot `before` to snapshot `after`."""

    before: int
    after: int
    added: tuple[Named, ...]
    gone: tuple[Named, ...]
    changed: tuple[Named, ...]


def difference(before: Dataset, after: Dataset) -> Difference:
    """Compare two snapshots, profile by profile. Parts that both share are not read. Raises DamagedDataset.

    A profile has changed if its page says something else (`content_id`), or if its sections have other kinds, groups or
    levels than before, in any order.
    """
    old, new = _profiles(before, after), _profiles(after, before)
    old_outlines, new_outlines = _outlines(before, after), _outlines(after, before)
    both = old.keys() & new.keys()
    wanted = [
        key
        for key in both
        if old[key]["content_id"] != new[key]["content_id"] or old_outlines.get(key) != new_outlines.get(key)
    ]
    old_records, new_records = _records(before, after, wanted), _records(after, before, wanted)
    changed = (_name(new[key], *_changes(old_records[key], new_records[key])) for key in wanted)
    return Difference(
        before.number,
        after.number,
        _sorted(_name(new[key]) for key in new.keys() - old.keys()),
        _sorted(_name(old[key]) for key in old.keys() - new.keys()),
        _sorted(name for name in changed if name.fields),  # another version may name the same content otherwise
    )


def _profiles(data: Dataset, other: Dataset) -> dict[str, dict[str, Any]]:
    rows = [row for table in _own_parts(data, other, "profiles", _COLUMNS) for row in table.to_pylist()]
    return {row["profile_id"]: row for row in rows}


def _outlines(data: Dataset, other: Dataset) -> dict[str, int]:
    """Return a number for each profile's outline, independent of the order of its sections and lines."""
    found: dict[str, int] = {}
    for table in _own_parts(data, other, "outline", _OUTLINE):
        for key, *said in zip(*(table[name].to_pylist() for name in _OUTLINE), strict=True):
            number = int.from_bytes(sha256(repr(said).encode()).digest()[:16])
            found[key] = found.get(key, 0) + number
    return found


def _records(data: Dataset, other: Dataset, wanted: list[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for table in _own_parts(data, other, "records", ["profile_id", "record"]):
        rows = table.filter(pc.is_in(table["profile_id"], value_set=pa.array(wanted, pa.string())))
        found |= {row["profile_id"]: json.loads(row["record"]) for row in rows.to_pylist()}
    return found


def _own_parts(data: Dataset, other: Dataset, table: str, columns: list[str]) -> Iterable[pa.Table]:
    """The parts of a table in all leaves in which the two datasets differ."""
    leaves = _leaves(data, other) | _leaves(other, data)
    parts = zip(data.manifest.of(table), data.paths(table), strict=True)
    return (read_part(path, columns) for part, path in parts if part.leaf in leaves)


def _leaves(data: Dataset, other: Dataset) -> set[str]:
    """The leaves of a dataset in which it has profiles, records or an outline that the other one does not share."""
    tables = ("profiles", "records", "outline")
    shared = {part.path for table in tables for part in other.manifest.of(table)}
    return {part.leaf for table in tables for part in data.manifest.of(table) if part.path not in shared}


def _changes(old: dict[str, Any], new: dict[str, Any]) -> tuple[tuple[str, ...], tuple[Moved, ...]]:
    """The fields that differ, and the sections that have another kind."""
    names = [name for name in new if name not in _NOT_CONTENT]
    fields = [name for name in names if _content(old.get(name)) != _content(new[name])]
    if _sections(old, "kind", "group", "level") != _sections(new, "kind", "group", "level"):
        fields.append("outline")
    gone, come = _sections(old, "kind"), _sections(new, "kind")
    return tuple(fields), tuple(_moved(gone - come, come - gone))


def _sections(record: dict[str, Any], *names: str) -> Counter[tuple[str | None, ...]]:
    """The sections of a record's outline by heading and these of their fields."""
    return Counter(tuple(entry.get(name) for name in ("heading", *names)) for entry in record.get("outline", ()))


def _moved(gone: Counter[tuple[str | None, ...]], come: Counter[tuple[str | None, ...]]) -> Iterable[Moved]:
    """Pair the kinds that sections of one heading had with the kinds that they have now."""
    before: dict[str | None, list[str | None]] = {}
    for heading, kind in gone.elements():
        before.setdefault(heading, []).append(kind)
    for heading, kind in come.elements():
        if before.get(heading):
            yield Moved(heading, before[heading].pop(0), kind)


def _content(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _content(inner) for key, inner in value.items() if key not in _NOT_CONTENT}
    return [_content(inner) for inner in value] if isinstance(value, list) else value


def _sorted(names: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(sorted(names, key=lambda name: (name.uri, name.code or "", name.title or "")))


def _name(row: dict[str, Any], fields: tuple[str, ...] = (), sections: tuple[Moved, ...] = ()) -> Named:
    return Named(row["code"], row["title"], row["uri"], fields, sections)
