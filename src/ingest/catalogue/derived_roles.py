"""Derived roles: levels that a page describes, in its guidelines or responsibilities, but that no page is about."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.coordinates import order_of, read_level
from ingest.tables.groups import starts

_DESCRIBE = ("guidelines", "responsibilities")  # of a page that describes a level in both, the first is cited
_NEEDED = ("profile_id", "name", "title", "path", "level_code", "gone", "document_id", "uri")


def derived_roles(data: Dataset) -> pa.Table:
    """A row for each path and level that a current profile describes, and that no role with dumps has.

    Columns: code, title, path, track, rank, level_order, gone, document_id, profile_id, uri, line_start, line_end. The
    page is the first that describes the level, by uri, and the lines are those that do. Raises DamagedDataset.
    """
    roles = read_columns(data, "roles", _NEEDED)
    described = pa.concat_tables([_described(data, table, choice) for choice, table in enumerate(_DESCRIBE)])
    pages = pc.index_in(described["profile_id"], value_set=roles["profile_id"])
    described = described.filter(pc.is_valid(pages))
    pages = pages.drop_null()
    there, wanted = _places(roles, described, pages)
    new = np.flatnonzero((wanted >= 0) & ~np.isin(wanted, there))
    found = roles.select(_NEEDED).take(pages.take(new))
    for name in ("described", "line_start", "line_end", "choice"):
        found = found.append_column(name, described[name].take(new))
    found = found.append_column("place", pa.array(wanted[new]))
    order = ("place", "gone", "choice", "uri", "profile_id", "line_start")
    found = found.sort_by([(name, "ascending") for name in order])
    return _as_roles(found.take(starts(found["place"])))


def _described(data: Dataset, table: str, choice: int) -> pa.Table:
    """Return the levels that rows of a table are about, except the page's own: one row per run of rows."""
    rows = read_columns(data, table, ["profile_id", "level_code", "is_own_level", "line_start", "line_end"])
    others = pc.and_(pc.is_valid(rows["level_code"]), pc.invert(pc.fill_null(rows["is_own_level"], False)))
    rows = rows.filter(others)
    first = starts(rows["profile_id"], rows["level_code"])
    last = np.append(first[1:], rows.num_rows)[: len(first)] - 1
    return pa.table(
        {
            "profile_id": rows["profile_id"].take(first),
            "described": rows["level_code"].take(first),
            "line_start": rows["line_start"].take(first),
            "line_end": rows["line_end"].take(last),
            "choice": pa.array(np.full(len(first), choice)),
        }
    )


def _places(roles: pa.Table, described: pa.Table, pages: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each path and level, the same for the same: those of the roles, and those described; -1: none."""
    codes = pc.unique(pa.chunked_array([*roles["level_code"].chunks, *described["described"].chunks]))
    levels = [read_level(code) if code else None for code in codes.to_pylist()]
    numbers = {level: number for number, level in enumerate(dict.fromkeys(filter(None, levels)))}
    of_code = np.array([numbers[level] if level else -1 for level in levels], np.int64)
    paths = pc.fill_null(pc.index_in(roles["path"], value_set=pc.unique(roles["path"]).drop_null()), -1).to_numpy()

    def place(of_path: NDArray[np.int64], level_codes: pa.ChunkedArray) -> NDArray[np.int64]:
        level = of_code[pc.index_in(level_codes, value_set=codes).to_numpy()]
        return np.where((of_path < 0) | (level < 0), -1, of_path.astype(np.int64) * len(numbers) + level)

    return place(paths, roles["level_code"]), place(paths[pages.to_numpy()], described["described"])


def _as_roles(found: pa.Table) -> pa.Table:
    codes = found["described"].to_pylist()
    levels = [read_level(code) or ("", 0) for code in codes]
    pages = zip(*(found[name].to_pylist() for name in ("title", "name", "level_code")), codes, strict=True)
    told = {
        "code": pc.binary_join_element_wise(found["path"], found["described"], "."),
        "title": pa.array([_title(*page) for page in pages], pa.string()),
        "path": found["path"],
        "track": pa.array([track for track, _ in levels], pa.string()),
        "rank": pa.array([rank for _, rank in levels], pa.int32()),
        "level_order": pa.array(map(order_of, codes), pa.int32()),
    }
    same = ("gone", "document_id", "profile_id", "uri", "line_start", "line_end")
    return pa.table(told | {column: found[column] for column in same})


def _title(title: str | None, name: str | None, own: str | None, level: str) -> str | None:
    """The page's title with the other level in it, however it writes that: `Product Support (P5)`."""
    if title and own and title.count(own) == 1:
        return title.replace(own, level)
    return f"{name or title} — {level}" if name or title else None
