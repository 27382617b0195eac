"""Distances of one role to a column of others: counts by column, then the formula once for each kind of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ingest.coordinates.distance import Distance, Measure
from ingest.coordinates.place import Coordinates


class Kinds(NamedTuple):
    """The different distances, and for each row which of them is its own; -1: it has none.

    `places` puts the distances in order: the nearest first, of equals the one of fewer steps. `incomparable` counts
    the rows whose track cannot be compared with the origin's, by track.
    """

    distances: tuple[Distance, ...]
    places: NDArray[np.int64]
    of_row: NDArray[np.int64]
    incomparable: Mapping[str, int]


def distances(measure: Measure, origin: Coordinates | None, roles: pa.Table) -> Kinds:
    """From `origin` to each row of `roles`, by its columns `path` (segments joined by dots), `track`, `level_order`.

    Where the origin has no coordinates, no row has a distance.
    """
    of_row = np.full(roles.num_rows, -1, np.int64)
    if origin is None:
        return Kinds((), np.empty(0, np.int64), of_row, {})
    complete = reduce(pc.and_, [pc.is_valid(roles[name]) for name in ("path", "track", "level_order")])
    tracks = pc.unique(roles["track"].filter(complete)).to_pylist()
    shifts = {track: shift for track in tracks if (shift := measure.shift(track, origin.track)) is not None}
    comparable = pc.and_(complete, pc.is_in(roles["track"], value_set=pa.array(shifts, pa.string())))
    rows = np.flatnonzero(comparable)
    counts, kinds = np.unique(_counts(origin, roles.take(rows), shifts), axis=0, return_inverse=True)
    found = tuple(
        measure.weigh(shared, longer, steps, bool(differ)) for shared, longer, steps, differ in counts.tolist()
    )
    of_row[rows] = kinds.reshape(-1)
    order = sorted({(distance.total, distance.steps) for distance in found})
    places = np.array([order.index((distance.total, distance.steps)) for distance in found], np.int64)
    others = roles["track"].filter(pc.and_(complete, pc.invert(comparable)))
    incomparable = {entry["values"]: entry["counts"] for entry in pc.value_counts(others).to_pylist()}
    return Kinds(found, places, of_row, incomparable)


def _counts(origin: Coordinates, roles: pa.Table, shifts: Mapping[str, int]) -> NDArray[np.int64]:
    """Return one row per role: shared segments, segments of the longer path, steps, whether the tracks differ."""
    dotted = pc.binary_join_element_wise(roles["path"], "", ".")
    lengths = pc.count_substring(dotted, ".").to_numpy()
    begins = np.zeros((roles.num_rows, len(origin.path)), np.int64)
    for index in range(len(origin.path)):
        begins[:, index] = pc.starts_with(dotted, ".".join(origin.path[: index + 1]) + ".").to_numpy()
    known = pa.array(shifts, pa.string())
    shift = np.array([*shifts.values()], np.int64)[pc.index_in(roles["track"], value_set=known).to_numpy()]
    return np.column_stack(
        [
            begins.sum(axis=1),
            np.maximum(lengths, len(origin.path)),
            np.abs(roles["level_order"].to_numpy().astype(np.int64) + shift - origin.rank),
            pc.not_equal(roles["track"], origin.track).to_numpy(),
        ]
    ).astype(np.int64)
