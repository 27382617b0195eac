"""Profiles of a dataset by what people call them: a code or the start of one, a title, a name, a level, an alias."""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.derived_roles import derived_roles
from ingest.catalogue.read_columns import read_columns
from ingest.errors import DamagedDataset, UsageError
from ingest.matching import nearest
from ingest.records import Profile
from ingest.store.part_reader import read_batches
from ingest.tables.records import read_record as record_of

NO_CODE = "no code"
_ID = re.compile(r"[0-9a-f]{4,32}")  # a profile's id, or the beginning of one
_SHORT_ID = re.compile(r"(?=.*\d)[0-9a-f]{1,3}")  # too short a beginning, and hardly a name


def handle(code: str | None, profile_id: str) -> str:
    """The short text by which commands find a profile: its code, or else enough digits of its id."""
    return code or profile_id[:12]


class Role(NamedTuple):
    """The current profile of a code, a profile without one, or a family.

    `alias` is the title alias by which it was found.
    """

    code: str | None
    title: str | None
    level_name: str | None
    uri: str
    document_id: str
    profile_id: str
    shape: str = "role"
    alias: str | None = None

    @property
    def is_family(self) -> bool:
        """Whether it is no role, but what several roles have in common."""
        return self.shape == "family"

    @property
    def named(self) -> str:
        """What to call it where commands are to find it: its code, or else the beginning of its id, and its title."""
        return self.code or f"{handle(None, self.profile_id)}{f' ({self.title})' if self.title else ''}"


_STORED = Role._fields[:-1]


def find_roles(data: Dataset, wanted: str) -> list[Role]:
    """Return all current profiles with this name, in any case, by code: several for several roles or a level.

    A family is found by its title if no role has that name. Any profile, rivals included, is found by its dump or by
    its id, of which four digits are enough. A title alias counts if nothing else has that name. Raises UsageError with
    similar names if nothing is found.
    """
    names = ["name", "family_code", "focus_code", "level_code", "level_label"]
    roles = read_columns(data, "roles", [*_STORED, *names])
    wanted = wanted.encode("utf-8", "replace").decode()  # bytes that were no UTF-8 call nothing
    lower = wanted.lower()
    for column in ("code", "title", *names):
        found = roles.filter(pc.equal(pc.utf8_lower(roles[column]), lower))
        if len(found):
            return _sorted(found)
    profiles = read_columns(data, "profiles", [*_STORED, "position"])
    for chosen in (_called(profiles, lower), _at_address(profiles, wanted)):
        if len(found := profiles.filter(chosen)):
            return _sorted(found)
    starts = pc.starts_with(pc.utf8_lower(roles["code"]), lower + ".")
    found = roles.filter(pc.is_null(roles["code"]) if lower == NO_CODE else starts)
    if not len(found):
        found = _by_alias(data, roles, wanted)
    if not len(found) and _ID.fullmatch(lower):
        found = profiles.filter(pc.starts_with(profiles["profile_id"], lower))
    if len(found):
        return _sorted(found)
    derived = derived_roles(data)
    for row in derived.filter(pc.equal(pc.utf8_lower(derived["code"]), lower)).to_pylist():
        lines = f"lines {row['line_start']} to {row['line_end']} of {row['uri']} describe its level"
        raise UsageError(f"{row['code']} is a derived role: no page is about it; {lines}")
    if _SHORT_ID.fullmatch(lower):
        raise UsageError(f"there is no table, code, title or dump {wanted!r}; of an id give four digits or more")
    near = ", ".join(_near(data, roles, wanted))
    raise UsageError(f"there is no table, code, title, id or dump {wanted!r}{near and f'; near: {near}'}")


def members(data: Dataset, family: Role) -> list[Role]:
    """The current profiles of a family's roles, in the order of the page. Raises DamagedDataset."""
    roles = read_columns(data, "roles", [*_STORED, "part_of"])
    places = read_columns(data, "profiles", ["profile_id", "position"])
    own = roles.filter(pc.equal(roles["part_of"], family.profile_id))
    position = places["position"].take(pc.index_in(own["profile_id"], value_set=places["profile_id"]))
    ordered = own.append_column("position", position).sort_by("position")
    return [Role(**row) for row in ordered.select(_STORED).to_pylist()]


def read_record(data: Dataset, role: Role) -> Profile:
    """The whole record. Only a little of the table is read. Raises DamagedDataset."""
    batches = (read_batches(path, ["profile_id", "record"], role.document_id) for path in data.paths("records"))
    for batch in chain.from_iterable(batches):
        for record in batch.filter(pc.equal(batch["profile_id"], role.profile_id))["record"].to_pylist():
            return record_of(record)
    raise DamagedDataset(f"the table records lacks {role.profile_id}; `ingest verify` says what is damaged")


def _called(profiles: pa.Table, lower: str) -> pa.ChunkedArray:
    """Families of this title."""
    return pc.and_(pc.equal(profiles["shape"], "family"), pc.equal(pc.utf8_lower(profiles["title"]), lower))


def _at_address(profiles: pa.Table, wanted: str) -> pa.ChunkedArray:
    """Profiles, rivals too, by their dump's uri, or that with the position in the dump: `jobs/many.txt@2`."""
    uri, _, position = wanted.rpartition("@")
    chosen = pc.equal(profiles["uri"], wanted)
    if position.isascii() and position.isdigit():
        at = pc.equal(profiles["position"].cast(pa.string()), position)
        chosen = pc.or_(chosen, pc.and_(pc.equal(profiles["uri"], uri), at))
    return chosen


def _by_alias(data: Dataset, roles: pa.Table, wanted: str) -> pa.Table:
    """Return the roles whose page has the alias `wanted`, with the alias as the page spells it."""
    aliases = read_columns(data, "title_aliases", ["profile_id", "title"])
    aliases = aliases.filter(pc.equal(pc.utf8_lower(aliases["title"]), wanted.lower()))
    at = pc.index_in(roles["profile_id"], value_set=aliases["profile_id"].combine_chunks())
    known = roles.filter(pc.is_valid(at))
    return known.append_column("alias", aliases["title"].combine_chunks().take(at.drop_null().combine_chunks()))


def _sorted(found: pa.Table) -> list[Role]:
    known = [name for name in Role._fields if name in found.schema.names]
    roles = [Role(**row) for row in found.select(known).to_pylist()]
    return sorted(roles, key=lambda role: (role.code is None, role.code or "", role.uri, role.title or ""))


def _near(data: Dataset, roles: pa.Table, wanted: str) -> list[str]:
    """Codes and titles that start alike, or else those that are spelled alike."""
    columns = ("code", "title", "name", "family_code")
    names = {name for column in columns for name in roles[column].to_pylist() if name}
    starts = sorted(name for name in names if name.lower().startswith(wanted.lower()))
    if starts:
        return starts[:5]
    names.update(read_columns(data, "title_aliases", ["title"])["title"].to_pylist())
    return nearest(wanted, names)
