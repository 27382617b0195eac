"""One profile of a dataset, by its code or its title."""

from __future__ import annotations

from difflib import get_close_matches

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from ingest.catalogue.columns import read_columns
from ingest.catalogue.dataset import Dataset
from ingest.errors import UsageError
from ingest.records import Profile


def find_profile(data: Dataset, wanted: str) -> Profile:
    """The current profile of a code or, in whatever case, a title.

    Raises UsageError, with what comes near, if there is none, or if several have this title.
    """
    roles = read_columns(data, "roles", ["code", "title", "document_id", "profile_id"])
    for column in ("code", "title"):
        found = roles.filter(pc.equal(pc.utf8_lower(roles[column]), wanted.lower()))
        if len(found) > 1:
            codes = ", ".join(code or "no code" for code in found["code"].to_pylist())
            raise UsageError(f"{len(found)} profiles have the title {wanted!r}: {codes}")
        if len(found) == 1:
            return _record(data, found.to_pylist()[0])
    raise UsageError(f"there is no table, code or title {wanted!r}; near: {_near(roles, wanted) or 'nothing'}")


def _record(data: Dataset, role: dict[str, str]) -> Profile:
    """Rows are in document_id order, so that only a little of the table is read."""
    here = (ds.field("document_id") == role["document_id"]) & (ds.field("profile_id") == role["profile_id"])
    [record] = ds.dataset(data.paths("records")).to_table(["record"], filter=here)["record"].to_pylist()
    return Profile.model_validate_json(record)


def _near(roles: pa.Table, wanted: str) -> str:
    """Codes that start alike, or are spelled alike."""
    names = sorted({name for column in ("code", "title") for name in roles[column].to_pylist() if name})
    by_lower = {name.lower(): name for name in names}
    alike = [name for lower, name in by_lower.items() if lower.startswith(wanted.lower())][:5]
    alike = alike or [by_lower[lower] for lower in get_close_matches(wanted.lower(), by_lower, n=5, cutoff=0.5)]
    return ", ".join(alike)
