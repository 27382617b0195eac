"""The map of the architecture: focuses by levels, family after family, and what is known of each place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any, NamedTuple

from ingest.site.directory import Directory, Entry
from ingest.site.markup import script_data

ROWS = 80
"""Focuses a chunk, of as many families as they are."""


class Family(NamedTuple):
    """Roles whose code begins alike, and their focuses; both are numbered on from those of the family before."""

    code: str | None
    roles: int
    focuses: int


def write_map(folder: Path, directory: Directory, scores: Sequence[int]) -> list[Family]:
    """Write `data/map/N.js` below `folder`; `scores` has the panel's lowest score of each role. Raises OSError."""
    (folder / "map").mkdir()
    families: list[Family] = []
    for chunk, rows in enumerate(_chunks(_every_row(directory, scores, families))):
        (folder / "map" / f"{chunk}.js").write_text(script_data("ingest.rows", chunk, rows), "utf-8")
    return families


def _chunks(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while chunk := list(islice(rows, ROWS)):
        yield chunk


def _every_row(directory: Directory, scores: Sequence[int], families: list[Family]) -> Iterator[list[Any]]:
    """Yield the rows of all families, each family as soon as its rows are known."""
    for code, group in groupby(enumerate(directory.entries), lambda member: member[1].family_code):
        members = list(group)
        rows = _rows(members, directory, scores)
        families.append(Family(code, len(members), len(rows)))
        yield from rows


def _rows(members: Sequence[tuple[int, Entry]], directory: Directory, scores: Sequence[int]) -> list[list[Any]]:
    """A focus a row: path, name, its first role and how many, its cells. A role without a path is a row of its own.

    A cell is level, page, score; of a derived role level, page with its line, null.
    """
    by_path: defaultdict[str, list[tuple[int, Entry]]] = defaultdict(list)
    for number, entry in members:
        by_path[entry.path or f"\0{entry.profile_id}"].append((number, entry))
    rows: list[list[Any]] = []
    for path, roles in by_path.items():
        cells: list[list[Any]] = [[entry.level, entry.page, scores[number]] for number, entry in roles]
        cells += [[one.level, f"{one.page}#L{one.line}", None] for one in directory.derived.get(path, ())]
        first, entry = roles[0]
        rows.append([entry.path, entry.name or entry.shown, first, len(roles), cells])
    return rows
