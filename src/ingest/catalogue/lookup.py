"""Profiles of a dataset by what people call them: a code or the start of one, a title, a name, a level."""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset
from ingest.errors import UsageError
from ingest.records import Profile

NO_CODE = "no code"


class Role(NamedTuple):
    """The current profile of a code, or a profile without a code."""

    code: str | None
    title: str | None
    level_name: str | None
    uri: str
    document_id: str
    profile_id: str


def find_roles(data: Dataset, wanted: str) -> list[Role]:
    """All current profiles that are called so, in whatever case, by code: more than one for a family or a level.

    Raises UsageError, with what comes near, if there is none.
    """
    names = ["name", "family_code", "focus_code", "level_code"]
    roles = read_columns(data, "roles", [*Role._fields, *names])
    lower = wanted.lower()
    for column in ("code", "title", *names):
        found = roles.filter(pc.equal(pc.utf8_lower(roles[column]), lower))
        if len(found):
            return _sorted(found)
    starts = pc.starts_with(pc.utf8_lower(roles["code"]), lower + ".")
    found = roles.filter(pc.is_null(roles["code"]) if lower == NO_CODE else starts)
    if len(found):
        return _sorted(found)
    raise UsageError(f"there is no table, code or title {wanted!r}; near: {_near(roles, wanted) or 'nothing'}")


def read_record(data: Dataset, role: Role) -> Profile:
    """The whole record. Rows are in document_id order, so that only a little of the table is read."""
    here = (ds.field("document_id") == role.document_id) & (ds.field("profile_id") == role.profile_id)
    [record] = ds.dataset(data.paths("records")).to_table(["record"], filter=here)["record"].to_pylist()
    return Profile.model_validate_json(record)


def _sorted(found: pa.Table) -> list[Role]:
    roles = [Role(**row) for row in found.select(Role._fields).to_pylist()]
    return sorted(roles, key=lambda role: (role.code is None, role.code or "", role.uri, role.title or ""))


def _near(roles: pa.Table, wanted: str) -> str:
    """Codes that start alike, or are spelled alike."""
    columns = ("code", "title", "name", "family_code")
    names = sorted({name for column in columns for name in roles[column].to_pylist() if name})
    by_lower = {name.lower(): name for name in names}
    alike = [name for lower, name in by_lower.items() if lower.startswith(wanted.lower())][:5]
    alike = alike or [by_lower[lower] for lower in get_close_matches(wanted.lower(), by_lower, n=5, cutoff=0.5)]
    return ", ".join(alike)
