"""The page of the whole catalogue: what the search, the filters, the map and the charts on it start from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ingest.catalogue.dataset import Dataset
from ingest.site.cards import CHUNK
from ingest.site.directory import Directory, Entry
from ingest.site.level_map import ROWS, Family
from ingest.site.markup import literal, render, script_data

_WHOLE_MAP = 300  # focuses that the map shows at once; of more, a family at a time
_FIRST_LETTER = ord("A")  # a level is one character of `data/levels.js`, from here on
_LEVELS = """
    SELECT coalesce(roles.level_code, roles.level_label) AS code, count(*) AS roles,
        median(experience_min_years) AS least, median(experience_max_years) AS most
    FROM roles JOIN profiles USING (profile_id) WHERE roles.level_label IS NOT NULL GROUP BY ALL
"""


class Level(NamedTuple):
    """A level as filters offer it."""

    code: str | None
    track: str | None
    rank: int | None
    name: str | None


class _Place(NamedTuple):
    """Where a level is among the others: without an order it comes after those of its track that have one."""

    none: bool
    track: str
    unordered: bool
    order: int
    code: str


def catalogue_page(
    data: Dataset,
    out: Path,
    directory: Directory,
    families: Sequence[Family],
    scores: Sequence[int],
    derived: int,
    pass_mark: int,
    site: dict[str, Any],
) -> str:
    """The page; `data/levels.js` below `out` goes with it. Raises OSError, DamagedDataset."""
    levels = _levels(data, directory.entries)
    number = {level.code: place for place, level in enumerate(levels)}
    letters = "".join(chr(_FIRST_LETTER + number[entry.level]) for entry in directory.entries)
    (out / "data" / "levels.js").write_text(script_data("ingest.levels", letters), "utf-8")
    facts = {
        "roles": len(directory.entries),
        "chunk": CHUNK,
        "rows": ROWS,
        "letter": _FIRST_LETTER,
        "wholeMap": len(families) > 1 and sum(one.focuses for one in families) <= _WHOLE_MAP,
        "passMark": pass_mark,
        "families": families,
        "levels": [level._asdict() for level in levels],
    }
    stated = {row["code"]: row for row in data.query(_LEVELS).arrow().to_pylist()}
    return render(
        "catalogue.html",
        site=site,
        root="",
        here="index.html",
        facts=facts,
        facts_json=literal(facts),
        families=families,
        tracks=sorted({level.track for level in levels if level.track}),
        levels=[stated[level.code] for level in levels if level.code],
        derived=derived,
        failing=sum(0 < score < pass_mark for score in scores),
        panel=any(scores),
    )


def _levels(data: Dataset, entries: Sequence[Entry]) -> list[Level]:
    """All levels of roles, by track and rank; a level's name is the most frequent one."""
    names = data.query(
        "SELECT coalesce(level_code, level_label) AS code, mode(level_name) AS name FROM roles "
        "WHERE level_name IS NOT NULL GROUP BY ALL"
    )
    named = {row["code"]: row["name"] for row in names.arrow().to_pylist()}
    found = {entry.level: entry for entry in entries}
    ordered = sorted(found.values(), key=_place)
    return [Level(entry.level, entry.track, entry.rank, named.get(entry.level)) for entry in ordered]


def _place(entry: Entry) -> _Place:
    order = entry.level_order
    return _Place(entry.level is None, entry.track or "", order is None, order or 0, entry.level or "")
