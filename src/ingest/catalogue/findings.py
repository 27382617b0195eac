"""Where a diagnostic stands in a dataset."""

from __future__ import annotations

from typing import NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.diagnostics import CODES


class Place(NamedTuple):
    """One finding: the dump, its line, what is said of it."""

    uri: str
    line_start: int
    message: str


class Findings(NamedTuple):
    """A code, what it means, what to do; how often it stands in how many dumps, and the first places."""

    code: str
    title: str
    hint: str
    total: int
    dumps: int
    places: tuple[Place, ...]


def find_findings(data: Dataset, code: str, limit: int | None = None) -> Findings:
    """All findings of a code, with the first `limit` places or all. Raises KeyError for a code that is none."""
    kind = CODES[code]
    [counted] = data.query(
        f"SELECT count(*) AS total, count(DISTINCT uri) AS dumps FROM diagnostics WHERE code = '{code}'"
    ).arrow().to_pylist()  # fmt: skip
    rows = data.query(
        f"SELECT uri, line_start, message FROM diagnostics WHERE code = '{code}' ORDER BY ALL"
        + ("" if limit is None else f" LIMIT {limit}")
    ).arrow()
    return Findings(code, kind.title, kind.hint, **counted, places=tuple(Place(**row) for row in rows.to_pylist()))
