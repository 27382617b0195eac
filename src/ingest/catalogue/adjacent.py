"""Nearest roles: all roles of a dataset by their distance from one, beside those that its page names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple, overload

import pyarrow as pa
import pyarrow.compute as pc

from ingest.catalogue.all_roles import all_roles
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import read_record
from ingest.catalogue.meant_role import PlacedRole, meant_role
from ingest.catalogue.result_rows import Rows
from ingest.catalogue.stated_roles import Stated, confront
from ingest.coordinates import Distance, Measure
from ingest.coordinates.distance_columns import Kinds, distances


class Neighbour(NamedTuple):
    """A role, its distance, and what that is made of: all None for a role of the same family that has no distance.

    `distance` is 0 (the same coordinates) to 1, `exact` the same without rounding. It is the weighted sum of
    `taxonomy_distance` (of the `longer_path`'s segments the first `shared_segments` are the same) and of
    `level_distance` (`steps` on the grade scale, and whether the `tracks_differ`), both from 0 to 1. A `derived` role
    has no dump: ids, uri and lines are those of the page that describes its level. `gone`: its dumps are not there any
    more (`--on-delete keep`).
    """

    code: str | None
    title: str | None
    distance: float | None
    band: str | None
    derived: bool
    exact: Fraction | None
    taxonomy_distance: float | None
    level_distance: float | None
    shared_segments: int | None
    longer_path: int | None
    steps: int | None
    tracks_differ: bool | None
    gone: bool
    document_id: str
    profile_id: str
    uri: str
    line_start: int
    line_end: int

    def distance_of(self, measure: Measure) -> Distance | None:
        """The distance with its parts, by the measure that gave it; None if it has none."""
        counts = self.shared_segments, self.longer_path, self.steps, self.tracks_differ
        if None in counts:
            return None
        return measure.weigh(*counts)  # type: ignore[arg-type]


class Adjacent(Rows):
    """The neighbours of a role, nearest first: a sequence of `Neighbour`, or rows in the forms that tables have.

    `code`, `title` and `coordinates` are the role's own. Where it has no coordinates, its neighbours are the other
    roles of its family, in the order of the page and without a distance. `total` counts the neighbours, those cut off
    by a limit among them; `left_out` counts roles that have no distance, by reason. `stated` are the adjacent roles
    that the page names.
    """

    def __init__(
        self,
        origin: PlacedRole,
        found: pa.Table,
        limit: int | None,
        left_out: Mapping[str, int],
        stated: tuple[Stated, ...],
    ) -> None:
        self._table = found.slice(0, limit)
        super().__init__(lambda: self._table)
        self.code = origin.code
        self.title = origin.title
        self.coordinates = origin.coordinates
        self.total: int = found.num_rows
        self.left_out = left_out
        self.stated = stated

    def __len__(self) -> int:
        """How many neighbours there are in this answer."""
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Neighbour]:
        """One by one, nearest first."""
        for row in self._table.to_pylist():
            yield _neighbour(row)

    @overload
    def __getitem__(self, index: int) -> Neighbour: ...

    @overload
    def __getitem__(self, index: slice) -> list[Neighbour]: ...

    def __getitem__(self, index: int | slice) -> Neighbour | list[Neighbour]:
        """One of them, or some. Raises IndexError."""
        if isinstance(index, slice):
            rows = self._table.take(pa.array(range(len(self))[index], pa.int64()))
            return [_neighbour(row) for row in rows.to_pylist()]
        return _neighbour(self._table.slice(range(len(self))[index], 1).to_pylist()[0])


def _neighbour(row: dict[str, Any]) -> Neighbour:
    return Neighbour(**row | {"exact": row["exact"] and Fraction(row["exact"])})


def adjacent(
    data: Dataset, wanted: str, measure: Measure, *, derived: bool = True, limit: int | None = None
) -> Adjacent:
    """All roles by their distance from the one that `wanted` names, by code or title; derived ones too, if wanted.

    Of equally near ones those of fewer steps come first, then those of the lesser code. Raises UsageError if there
    is no such role, or if several are meant; DamagedDataset.
    """
    roles = all_roles(data)
    origin = meant_role(data, wanted, roles)
    same = "code" if origin.derived else "profile_id"
    itself = pc.and_(pc.equal(roles[same], getattr(origin, same)), pc.equal(roles["derived"], origin.derived))
    others = roles.filter(pc.invert(pc.fill_null(itself, False)))
    kinds = distances(measure, origin.coordinates, others)
    found = _nearest(others, kinds) if origin.coordinates else _of_family(others, origin)
    cards = () if origin.derived else read_record(data, origin.page).adjacent_roles
    stated = tuple(confront(cards, found, origin.coordinates, measure))
    if not derived:
        found = found.filter(pc.invert(found["derived"]))
    return Adjacent(origin, found, limit, _left_out(others, kinds), stated)


_MADE_OF: dict[str, tuple[pa.DataType, Callable[[Distance], object]]] = {
    "distance": (pa.float64(), lambda kind: float(kind.total)),
    "band": (pa.string(), lambda kind: kind.band),
    "exact": (pa.string(), lambda kind: str(kind.total)),
    "taxonomy_distance": (pa.float64(), lambda kind: float(kind.taxonomy)),
    "level_distance": (pa.float64(), lambda kind: float(kind.level)),
    "shared_segments": (pa.int32(), lambda kind: kind.shared),
    "longer_path": (pa.int32(), lambda kind: kind.longer),
    "steps": (pa.int32(), lambda kind: kind.steps),
    "tracks_differ": (pa.bool_(), lambda kind: kind.tracks_differ),
}


def _nearest(roles: pa.Table, kinds: Kinds) -> pa.Table:
    """The roles that have a distance, in the columns of `Neighbour`."""
    has_one = pa.array(kinds.of_row >= 0)
    of_row = kinds.of_row[kinds.of_row >= 0]
    table = roles.filter(has_one).append_column("kind", pa.array(of_row))
    table = table.append_column("place", pa.array(kinds.places[of_row]))
    table = table.sort_by([("place", "ascending"), ("code", "ascending")])
    told = {name: pa.array(map(tell, kinds.distances), kind) for name, (kind, tell) in _MADE_OF.items()}
    return _as_neighbours(table, {name: values.take(table["kind"]) for name, values in told.items()})


def _of_family(roles: pa.Table, origin: PlacedRole) -> pa.Table:
    """The other roles of a family, in the columns of `Neighbour`; no rows for a role that is of none."""
    same = pc.equal(roles["part_of"], pa.scalar(origin.part_of, pa.string()))
    others = roles.filter(pc.fill_null(same, False)).sort_by("line_start")
    return _as_neighbours(others, {name: pa.nulls(len(others), kind) for name, (kind, _) in _MADE_OF.items()})


def _as_neighbours(roles: pa.Table, made_of: Mapping[str, pa.Array]) -> pa.Table:
    return pa.table({name: made_of[name] if name in made_of else roles[name] for name in Neighbour._fields})


def _left_out(roles: pa.Table, kinds: Kinds) -> dict[str, int]:
    without_path = pc.is_null(roles["path"])
    without_level = pc.and_(pc.invert(without_path), pc.or_(pc.is_null(roles["track"]), pc.is_null(roles["rank"])))
    without_order = pc.invert(pc.or_(pc.or_(without_path, without_level), pc.is_valid(roles["level_order"])))
    counts = {
        "no code": pc.sum(without_path).as_py(),
        "no level": pc.sum(without_level).as_py(),
        "a level without order": pc.sum(without_order).as_py(),
        **{f"track {track}": count for track, count in sorted(kinds.incomparable.items())},
    }
    return {reason: count for reason, count in counts.items() if count}
