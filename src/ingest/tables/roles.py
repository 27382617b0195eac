"""The derived table `roles`: all profiles that state the same code, and the current one among them.

A profile without a code is a role of its own; a family is not a role. Among the profiles whose dump is not gone, the
current one is that of the source named later, then that with the greatest uri, then the last in its dump.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.tables import profiles
from ingest.tables.groups import starts, totals
from ingest.tables.merge import Run, merge_buckets
from ingest.tables.spec import COUNT, FLAG, TEXT, Column, column, table

_SHOWN = (
    "shape",
    "part_of",
    "code",
    "title",
    "name",
    "path",
    "family_code",
    "focus_code",
    "level_label",
    "level_code",
    "level_scheme",
    "level_order",
    "track",
    "rank",
    "level_name",
    "document_id",
    "uri",
    "source",
)
_FIELDS = {field.name: field.remove_metadata() for field in profiles.SPEC.schema}


def _shown(name: str) -> Column:
    of_profile = next(one for one in profiles.SPEC.columns if one.name == name)
    stated = of_profile.field
    description = f"Of the current profile: {stated.metadata[b'description'].decode()}"
    return column(name, stated.type, description, required=not stated.nullable, before=of_profile.before)


SPEC = table(
    "roles",
    "One row per role: the current profile of each code, and how many rivals state the same code.",
    column("role_id", TEXT, "The role: as in `profiles`.", required=True),
    column("profile_id", TEXT, "The current profile.", required=True),
    *(_shown(name) for name in _SHOWN),
    column("gone", FLAG, "Whether every profile of the role is gone (`--on-delete keep`).", required=True),
    column("profile_count", COUNT, "Profiles that state the code, the current one included.", required=True),
    column("rivals_same", COUNT, "Other profiles with the same content.", required=True),
    column("rivals_different", COUNT, "Other profiles with different content.", required=True),
    key=("role_id",),
    derived=True,
)

_NEEDED = ("role_id", "profile_id", *_SHOWN, "content_id", "position")
_PARTIAL = pa.schema([*(_FIELDS[name] for name in _NEEDED), pa.field("gone", pa.bool_(), nullable=False)])


def role_partial(profiles: pa.Table, documents: pa.Table) -> pa.Table:
    """What one leaf's `profiles` say of their roles, in role order; `documents` says which dumps are gone.

    Families are no roles.
    """
    profiles = profiles.filter(pc.is_valid(profiles["role_id"]))
    gone = documents.filter(documents["gone"])["document_id"].combine_chunks()
    needed = profiles.select(_NEEDED).append_column("gone", pc.is_in(profiles["document_id"], value_set=gone))
    return needed.cast(_PARTIAL).sort_by([("role_id", "ascending"), ("profile_id", "ascending")])


def merge_roles(partials: Sequence[Run], sources: Sequence[str], buckets: int = 1) -> Iterator[pa.Table]:
    """Return the table `roles` in id order, as `buckets` tables, independent of the order of `partials`.

    `sources` are the names of the sources in the order in which they were named; an unlisted source comes first.
    """
    return merge_buckets(partials, _PARTIAL, buckets, partial(_merge, sources=pa.array(sources, pa.string())))


def _merge(rows: pa.Table, sources: pa.Array) -> pa.Table:
    named = pc.fill_null(pc.index_in(rows["source"], value_set=sources), -1)
    rank = pc.sort_indices(
        rows.append_column("named", named),
        [
            ("role_id", "ascending"),
            ("gone", "ascending"),
            ("named", "descending"),
            ("uri", "descending"),
            ("position", "descending"),
        ],
    )
    groups = starts(rows["role_id"].take(rank))
    current = rows.take(rank.take(pa.array(groups)))
    sizes = np.diff(groups, append=rows.num_rows)
    contents = rows["content_id"].take(rank)
    alike = totals(pc.equal(contents, contents.take(pa.array(np.repeat(groups, sizes)))), groups)
    columns = {name: current[name] for name in ("role_id", "profile_id", *_SHOWN, "gone")}
    columns["profile_count"] = pa.array(sizes)
    columns["rivals_same"] = pc.subtract(alike, 1)
    columns["rivals_different"] = pc.subtract(pa.array(sizes), alike)
    return pa.table(columns, schema=SPEC.schema)
