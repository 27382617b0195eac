"""The nearest roles of every role, for whoever wants them all: the answers of `adjacent`, without a look at all pairs.

Roles of another family share no segment, so that their distance depends on track and rank alone: of each of these the
first few by code are enough.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, takewhile
from typing import NamedTuple

from ingest.catalogue.adjacent import Neighbour
from ingest.catalogue.all_roles import all_roles
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.meant_role import PlacedRole
from ingest.catalogue.stated_roles import Stated, judge, letters
from ingest.coordinates import Coordinates, Distance, Measure
from ingest.records import AdjacentRole


class _Near(NamedTuple):
    """A role and its distance; `total` is that of the distance, which compares sooner as a float."""

    total: float
    distance: Distance
    role: PlacedRole


_Placed = tuple[Coordinates, PlacedRole]


class Neighbourhood:
    """All roles of a dataset, derived ones among them, ready to be asked for their neighbours."""

    def __init__(self, roles: Iterable[PlacedRole], measure: Measure) -> None:
        self.roles = sorted(roles, key=lambda role: role.code or "")
        self._measure = measure
        self._weigh = cache(lambda *counts: (float((found := measure.weigh(*counts)).total), found))
        self._of_profile = {role.profile_id: role for role in self.roles if not role.derived}
        self._siblings: defaultdict[str, list[PlacedRole]] = defaultdict(list)
        for role in sorted(self._of_profile.values(), key=lambda role: role.line_start):
            if role.part_of:
                self._siblings[role.part_of].append(role)
        self._families: defaultdict[str, list[_Placed]] = defaultdict(list)
        self._grades: defaultdict[tuple[str, int], list[_Placed]] = defaultdict(list)
        self._named: defaultdict[tuple[str, str], list[_Placed]] = defaultdict(list)
        for role in self.roles:
            if (place := role.coordinates) is not None:
                self._families[place.path[0]].append((place, role))
                self._grades[place.track, place.rank].append((place, role))
                self._named["code", (role.code or "").lower()].append((place, role))
                self._named["title", letters(role.title or "")].append((place, role))

    def nearest(self, profile_id: str, limit: int) -> list[Neighbour]:
        """The roles nearest to that of a current profile, nearest first; without coordinates, others of its family."""
        origin = self._of_profile[profile_id]
        place = origin.coordinates
        if place is None:
            others = (role for role in self._siblings.get(origin.part_of or "", ()) if role is not origin)
            return [_neighbour(role) for role in islice(others, limit)]
        candidates = [*self._families[place.path[0]], *self._of_others(place.path[0], limit)]
        near = self._distances(place, origin, candidates)
        first = heapq.nsmallest(limit, near, key=lambda one: (one.total, one.distance.steps, one.role.code))
        return [_neighbour(one.role, one.distance) for one in first]

    def stated(self, profile_id: str, cards: Sequence[AdjacentRole]) -> list[tuple[Stated, PlacedRole | None]]:
        """Return the adjacent roles that a page names, each with the role that it means, for comparison with the
        computed ones.
        """
        origin = self._of_profile[profile_id]
        place = origin.coordinates
        told = []
        for card in cards:
            wanted = ("code", card.code.lower()) if card.code else ("title", letters(card.title))
            near = list(self._distances(place, origin, self._named.get(wanted, ()))) if place else []
            meant = [(one.role.code or "", one.distance.total, one.distance.band) for one in near]
            told.append((judge(card, meant, place, self._measure), near[0].role if len(near) == 1 else None))
        return told

    def _of_others(self, family: str, limit: int) -> Iterator[_Placed]:
        """Of each track and rank the first of other families, by code."""
        for placed in self._grades.values():
            yield from islice((one for one in placed if one[0].path[0] != family), limit)

    def _distances(self, place: Coordinates, origin: PlacedRole, others: Iterable[_Placed]) -> Iterator[_Near]:
        for other, role in others:
            shift = self._measure.shift(place.track, other.track)
            if shift is None or role is origin:
                continue
            same = (one == two for one, two in zip(place.path, other.path, strict=False))
            shared = sum(takewhile(bool, same))
            longer = max(len(place.path), len(other.path))
            steps = abs(place.rank - other.rank + shift)
            yield _Near(*self._weigh(shared, longer, steps, place.track != other.track), role)


def _neighbour(role: PlacedRole, distance: Distance | None = None) -> Neighbour:
    return Neighbour(
        role.code,
        role.title,
        distance and float(distance.total),
        distance and distance.band,
        role.derived,
        distance and distance.total,
        distance and float(distance.taxonomy),
        distance and float(distance.level),
        distance and distance.shared,
        distance and distance.longer,
        distance and distance.steps,
        distance and distance.tracks_differ,
        role.gone,
        role.document_id,
        role.profile_id,
        role.uri,
        role.line_start,
        role.line_end,
    )


def read_neighbourhood(data: Dataset, measure: Measure) -> Neighbourhood:
    """The neighbourhood of a dataset. Raises DamagedDataset."""
    return Neighbourhood((PlacedRole(**row) for row in all_roles(data).to_pylist()), measure)
