"""All roles of a dataset: those that have dumps, and derived ones."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.derived_roles import derived_roles
from ingest.catalogue.read_columns import read_columns

_OF_ROLE = (
    "code", "title", "path", "track", "rank", "level_order", "gone", "document_id", "profile_id", "uri", "part_of",
)  # fmt: skip
_LINES = ("line_start", "line_end")


def all_roles(data: Dataset) -> pa.Table:
    """A row a role: code, title, coordinates (path, track, level_order; null where unknown), its family, its lines.

    Columns: code, title, path, track, rank, level_order, gone, document_id, profile_id, uri, part_of, line_start,
    line_end, derived. A role with dumps is stated by the whole of its current profile, a derived one by what describes
    it. Raises DamagedDataset.
    """
    roles = read_columns(data, "roles", _OF_ROLE)
    pages = read_columns(data, "profiles", ["profile_id", *_LINES])
    rows = pc.index_in(roles["profile_id"], value_set=pages["profile_id"])
    with_dumps = {name: roles[name] for name in _OF_ROLE} | {name: pages[name].take(rows) for name in _LINES}
    marked = [
        table.append_column("derived", pa.repeat(pa.scalar(derived), len(table)))
        for table, derived in ((pa.table(with_dumps), False), (derived_roles(data), True))
    ]
    return pa.concat_tables(marked, promote_options="permissive")
