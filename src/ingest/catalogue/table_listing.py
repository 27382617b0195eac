"""Rows of a table in an order that a person expects: by code, then by dump, then by line."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from ingest.catalogue.dataset import Dataset
from ingest.errors import UsageError
from ingest.tables import TABLES

PROFILE = "profile"  # a column that every table of parts of a profile has in a listing: its code, or else its title
_PLACES = ("uri", "first_uri", "position", "line_start", "first_line_start", "ordinal")


def columns_of(table: str) -> tuple[str, ...]:
    """All columns that a listing of a table may show."""
    names = tuple(TABLES[table].schema.names)
    return (PROFILE, *names) if _is_part(table) else names


def listing(
    data: Dataset, table: str, names: Sequence[str], limit: int | None = None, status: str | None = None
) -> pa.Table:
    """Columns `names` of a table, its first `limit` rows or all; `status` (of dumps) picks rows of `documents`.

    Raises UsageError for a table or a column that is not there, DamagedDataset for a part that cannot be read.
    """
    data.table(table)
    for name in names:
        if name not in columns_of(table):
            known = ", ".join(columns_of(table))
            raise UsageError(f"{table} has no column {name!r}; its columns are: {known}")
    chosen = ", ".join(f'{"owner" if name == PROFILE else "part"}."{name}"' for name in names)
    return data.query(
        f'SELECT {chosen} FROM "{table}" AS part{_OWNER if _is_part(table) else ""}'
        + (f" WHERE part.status = '{status}'" if status else "")
        + f" ORDER BY {', '.join(f'{place} NULLS LAST' for place in _order(table))}"
        + ("" if limit is None else f" LIMIT {limit}")
    ).arrow()


_OWNER = (
    " LEFT JOIN (SELECT profile_id, code, uri, position, coalesce(code, title) AS profile FROM profiles) AS owner"
    " ON owner.profile_id = part.profile_id"
)


def _is_part(table: str) -> bool:
    return "profile_id" in TABLES[table].schema.names and table not in ("profiles", "roles")


def _order(table: str) -> list[str]:
    spec = TABLES[table]
    own = [f'part."{name}"' for name in (*_PLACES, *spec.key) if name in spec.schema.names]
    if "uri" in spec.schema.names:
        return own if table not in ("profiles", "roles") else ["part.code", *own]
    return ["owner.code", "owner.uri", "owner.position", *own] if _is_part(table) else own
