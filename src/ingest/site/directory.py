"""All roles and how they relate to each other: everything that a page needs to know about other pages.

A few short texts per role are held in memory; records never are.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.derived_roles import derived_roles
from ingest.catalogue.read_columns import read_columns
from ingest.coordinates import Coordinates, coordinates_of_columns
from ingest.site.addresses import page_names

_COLUMNS = [
    "profile_id", "code", "title", "name", "path", "family_code", "focus_code", "level_code", "level_label", "track",
    "rank", "level_order", "shape", "part_of",
]  # fmt: skip


class Entry(NamedTuple):
    """A role: the current profile of a code, or a profile without one; or a family, which is listed nowhere.

    `page` is its file in the folder of profiles.
    """

    profile_id: str
    code: str | None
    title: str | None
    name: str | None
    path: str | None
    family_code: str | None
    focus_code: str | None
    level_code: str | None
    level_label: str | None
    track: str | None
    rank: int | None
    level_order: int | None
    shape: str
    part_of: str | None
    gone: bool
    page: str

    @property
    def coordinates(self) -> Coordinates | None:
        """Return the role's coordinates; None if it states no code, or no level that its scheme orders."""
        return coordinates_of_columns(self.path, self.track, self.level_order)

    @property
    def level(self) -> str | None:
        """The level's code, else its label."""
        return self.level_code or self.level_label

    @property
    def shown(self) -> str:
        """What to call it."""
        return self.title or self.code or "Without a title"


class Derived(NamedTuple):
    """A level that a page describes and that no page is about. `line` is the first that does, in the dump of `page`."""

    code: str
    title: str
    level: str
    track: str
    rank: int
    page: str
    profile_id: str
    line: int


@dataclass(frozen=True)
class Directory:
    """Roles by family, focus, track, order and code; the pages of all profiles; and the current profile of each role.

    `current` has families too, each for itself. `members` are the roles of a family, in the order of its page.
    """

    entries: list[Entry]
    pages: dict[str, str]
    current: dict[str, Entry]
    by_path: dict[str, list[Entry]] = field(default_factory=dict)
    derived: dict[str, list[Derived]] = field(default_factory=dict)
    members: dict[str, list[Entry]] = field(default_factory=dict)

    def is_current(self, profile_id: str) -> bool:
        """Whether a profile is the current one of its code."""
        return self.current[profile_id].profile_id == profile_id


def read_directory(data: Dataset) -> Directory:
    """The directory of a dataset. Raises DamagedDataset."""
    roles = read_columns(data, "roles", ["role_id", *_COLUMNS, "gone"]).to_pylist()
    profiles = read_columns(data, "profiles", ["profile_id", "role_id", "position"]).to_pylist()
    pages = page_names(roles, (row["profile_id"] for row in profiles))
    by_role = {row.pop("role_id"): Entry(**row, page=pages[row["profile_id"]]) for row in roles}
    entries = sorted(by_role.values(), key=_order)
    by_path: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_path[entry.path or ""].append(entry)
    current = {row["profile_id"]: by_role[row["role_id"]] for row in profiles if row["role_id"]}
    return Directory(
        entries=entries,
        pages=pages,
        current=current | _families(data, pages),
        by_path=dict(by_path),
        derived=_derived(derived_roles(data).to_pylist(), pages),
        members=_members(entries, {row["profile_id"]: row["position"] for row in profiles}),
    )


def _families(data: Dataset, pages: dict[str, str]) -> dict[str, Entry]:
    """By profile_id. A family is gone with its dump."""
    rows = read_columns(data, "profiles", ["document_id", *_COLUMNS])
    rows = rows.filter(pc.equal(rows["shape"], "family"))
    if not len(rows):
        return {}
    dumps = read_columns(data, "documents", ["document_id", "gone"])
    gone = dumps["gone"].take(pc.index_in(rows["document_id"], value_set=dumps["document_id"]))
    stated = rows.drop_columns(["document_id"]).append_column("gone", gone).to_pylist()
    return {row["profile_id"]: Entry(**row, page=pages[row["profile_id"]]) for row in stated}


def _members(entries: list[Entry], positions: dict[str, int]) -> dict[str, list[Entry]]:
    """By the profile_id of their family, in the order of its page."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: positions[entry.profile_id]):
        if entry.part_of:
            found[entry.part_of].append(entry)
    return dict(found)


def _derived(rows: list[dict[str, Any]], pages: dict[str, str]) -> dict[str, list[Derived]]:
    """By path."""
    found: defaultdict[str, list[Derived]] = defaultdict(list)
    for row in rows:
        level = str(row["code"]).rpartition(".")[2]
        page, line = pages[row["profile_id"]], row["line_start"]
        found[row["path"]].append(
            Derived(row["code"], row["title"], level, row["track"], row["rank"], page, row["profile_id"], line)
        )
    return dict(found)


def _order(entry: Entry) -> tuple[Any, ...]:
    return (
        entry.family_code is None,
        entry.family_code or "",
        entry.path or "",
        entry.track or "",
        entry.level_order or 0,
        entry.code or "",
        entry.title or "",
        entry.profile_id,
    )
