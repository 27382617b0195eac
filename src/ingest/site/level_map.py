"""The map of the architecture: focuses by levels, a family at a time, and what is known of each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ingest.site.directory import Directory, Entry
from ingest.site.markup import script_data

_ROWS = 80  # focuses a chunk


class Family(NamedTuple):
    """Roles whose code begins alike: the number of its first role, its roles, its focuses, its chunks of the map."""

    code: str | None
    start: int
    roles: int
    focuses: int
    first_chunk: int
    chunks: int


def write_map(folder: Path, directory: Directory, scores: Sequence[int]) -> list[Family]:
    """Write `data/map/N.js` below `folder`; `scores` has the panel's lowest score of each role. Raises OSError."""
    (folder / "map").mkdir()
    families, chunk = [], 0
    for code, members in _families(directory.entries).items():
        rows = _rows(members, directory, scores)
        pieces = [rows[start : start + _ROWS] for start in range(0, len(rows), _ROWS)]
        families.append(Family(code, members[0][0], len(members), len(rows), chunk, len(pieces)))
        for piece in pieces:
            (folder / "map" / f"{chunk}.js").write_text(script_data("ingest.rows", chunk, piece), "utf-8")
            chunk += 1
    return families


def _families(entries: Sequence[Entry]) -> dict[str | None, list[tuple[int, Entry]]]:
    found: defaultdict[str | None, list[tuple[int, Entry]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        found[entry.family_code].append((number, entry))
    return dict(found)


def _rows(members: Sequence[tuple[int, Entry]], directory: Directory, scores: Sequence[int]) -> list[list[Any]]:
    """A focus a row: path, name, its first role and how many, its cells. A role without a path is a row of its own.

    A cell is level, page, score; of a derived role level, page with its line, null.
    """
    by_path: defaultdict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for number, entry in members:
        by_path[entry.path or f"\0{entry.profile_id}"].append((number, entry))
    rows: list[list[Any]] = []
    for path, roles in by_path.items():
        cells: list[list[Any]] = [[entry.level_code, entry.page, scores[number]] for number, entry in roles]
        cells += [[one.level, f"{one.page}#L{one.line}", None] for one in directory.derived.get(path, ())]
        first, entry = roles[0]
        rows.append([entry.path, entry.name or entry.shown, first, len(roles), cells])
    return rows
