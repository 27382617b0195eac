"""Profiles of a dataset by what people call them: a code or the start of one, a title, a name, a level, an alias."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.derived_roles import derived_roles
from ingest.errors import DamagedDataset, UsageError
from ingest.matching import nearest
from ingest.records import Profile
from ingest.store.parts import read_batches

NO_CODE = "no code"


class Role(NamedTuple):
    """The current profile of a code, or a profile without one. `alias` is the title alias by which it was found."""

    code: str | None
    title: str | None
    level_name: str | None
    uri: str
    document_id: str
    profile_id: str
    alias: str | None = None


_STORED = Role._fields[:-1]


def find_roles(data: Dataset, wanted: str) -> list[Role]:
    """All current profiles that are called so, in whatever case, by code: more than one for a family or a level.

    Any profile, rivals too, is found by its dump or id. A title alias counts where nothing else is called so.

    Raises UsageError, with what comes near, if there is none.
    """
    names = ["name", "family_code", "focus_code", "level_code"]
    roles = read_columns(data, "roles", [*_STORED, *names])
    wanted = wanted.encode("utf-8", "replace").decode()  # bytes that were no UTF-8 call nothing
    lower = wanted.lower()
    for column in ("code", "title", *names):
        found = roles.filter(pc.equal(pc.utf8_lower(roles[column]), lower))
        if len(found):
            return _sorted(found)
    if found := _by_address(data, wanted):
        return found
    starts = pc.starts_with(pc.utf8_lower(roles["code"]), lower + ".")
    found = roles.filter(pc.is_null(roles["code"]) if lower == NO_CODE else starts)
    if not len(found):
        found = _by_alias(data, roles, wanted)
    if len(found):
        return _sorted(found)
    derived = derived_roles(data)
    for row in derived.filter(pc.equal(pc.utf8_lower(derived["code"]), lower)).to_pylist():
        lines = f"lines {row['line_start']} to {row['line_end']} of {row['uri']} describe its level"
        raise UsageError(f"{row['code']} is a derived role: no page is about it; {lines}")
    near = ", ".join(_near(data, roles, wanted))
    raise UsageError(f"there is no table, code, title or dump {wanted!r}{near and f'; near: {near}'}")


def read_record(data: Dataset, role: Role) -> Profile:
    """The whole record. Only a little of the table is read. Raises DamagedDataset."""
    batches = (read_batches(path, ["profile_id", "record"], role.document_id) for path in data.paths("records"))
    for batch in chain.from_iterable(batches):
        for record in batch.filter(pc.equal(batch["profile_id"], role.profile_id))["record"].to_pylist():
            return Profile.model_validate_json(record)
    raise DamagedDataset(f"the table records lacks {role.profile_id}; `ingest verify` says what is damaged")


def _by_address(data: Dataset, wanted: str) -> list[Role]:
    """Profiles, rivals too, by their id, their dump's uri, or that with the position in the dump: `jobs/many.txt@2`."""
    profiles = read_columns(data, "profiles", [*_STORED, "position"])
    uri, _, position = wanted.rpartition("@")
    chosen = pc.or_(pc.equal(profiles["uri"], wanted), pc.equal(profiles["profile_id"], wanted))
    if position.isascii() and position.isdigit():
        at = pc.equal(profiles["position"].cast(pa.string()), position)
        chosen = pc.or_(chosen, pc.and_(pc.equal(profiles["uri"], uri), at))
    return _sorted(profiles.filter(chosen))


def _by_alias(data: Dataset, roles: pa.Table, wanted: str) -> pa.Table:
    """Roles whose page has the alias `wanted`, with it as it stands there."""
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
