"""The findings of a dataset with one code: where a diagnostic occurs."""

from __future__ import annotations

from typing import NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.diagnostics import CODES

_RIVALS = {"W505": "<>", "I608": "="}  # found over all dumps, hence in `roles` and not in `diagnostics`


class Place(NamedTuple):
    """One finding: the dump, its line, and the message."""

    uri: str
    line_start: int
    message: str


class Findings(NamedTuple):
    """A code, its meaning and hint, how often it occurs in how many dumps, and the first places."""

    code: str
    title: str
    hint: str
    total: int
    dumps: int
    places: tuple[Place, ...]


def find_findings(data: Dataset, code: str, limit: int | None = None) -> Findings:
    """Return all findings with a code, and the first `limit` places or all. Raises KeyError for an unknown code."""
    kind = CODES[code]
    if code in _RIVALS:
        return _find_rivals(data, code, limit)
    [counted] = data.query(
        f"SELECT count(*) AS total, count(DISTINCT uri) AS dumps FROM diagnostics WHERE code = '{code}'"
    ).arrow().to_pylist()  # fmt: skip
    rows = data.query(
        f"SELECT uri, line_start, message FROM diagnostics WHERE code = '{code}' ORDER BY ALL"
        + ("" if limit is None else f" LIMIT {limit}")
    ).arrow()
    return Findings(code, kind.title, kind.hint, **counted, places=tuple(Place(**row) for row in rows.to_pylist()))


def _find_rivals(data: Dataset, code: str, limit: int | None) -> Findings:
    """The profiles that state a code as the current one does, with other content or the same; a finding each."""
    rows = data.query(
        "SELECT rival.uri, rival.line_start, rival.code || ': ' || roles.uri || ' is current' AS message"
        " FROM profiles AS rival JOIN roles USING (role_id)"
        " JOIN profiles AS current ON current.profile_id = roles.profile_id"
        f" WHERE rival.profile_id <> roles.profile_id AND rival.content_id {_RIVALS[code]} current.content_id"
        " ORDER BY rival.code, rival.uri, rival.line_start"
    ).arrow().to_pylist()  # fmt: skip
    places = tuple(Place(**row) for row in rows)
    dumps = len({place.uri for place in places})
    return Findings(code, CODES[code].title, CODES[code].hint, len(places), dumps, places[:limit])
