"""The distance of two roles: half taxonomy, half level, in exact arithmetic.

The formula is ours, not that of the pages: docs/coordinates.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from ingest.coordinates.place import Coordinates
from ingest.settings import Settings


class Distance(NamedTuple):
    """A distance in [0, 1], and what it is made of.

    `shared` leading segments of the `longer` path's give `taxonomy`; `steps` on the grade scale, and whether the
    `tracks_differ`, give `level`. Both parts are in [0, 1]; `total` is their weighted sum, `band` its name.
    """

    total: Fraction
    band: str
    taxonomy: Fraction
    level: Fraction
    shared: int
    longer: int
    steps: int
    tracks_differ: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """The distance formula with its settings: the weight of the taxonomy, and the layout of grades and bands.

    It is a metric among comparable roles for any settings: both parts are metrics, and so is their weighted sum.
    """

    taxonomy_weight: Fraction
    level_span: int
    offsets: Mapping[str, int]
    bands: tuple[tuple[str, Fraction], ...]

    @classmethod
    def of(cls, settings: Settings) -> Measure:
        """The measure that the settings describe."""
        bands = tuple((name, Fraction(limit)) for name, limit in settings.bands.items())
        return cls(Fraction(settings.taxonomy_weight), settings.level_span, settings.track_offsets, bands)

    def distance(self, one: Coordinates, other: Coordinates) -> Distance | None:
        """How far two roles are apart; None where their tracks have no place on one scale."""
        shift = self.shift(one.track, other.track)
        if shift is None:
            return None
        steps = abs(one.rank - other.rank + shift)
        longer = max(len(one.path), len(other.path))
        return self.weigh(_shared(one.path, other.path), longer, steps, one.track != other.track)

    def shift(self, track: str, other: str) -> int | None:
        """Steps of the grade scale from rank 0 of `other` up to rank 0 of `track`; None: they are not comparable.

        Within one track offsets cancel out, so that a track without an offset is still comparable with itself.
        """
        if track == other:
            return 0
        if track in self.offsets and other in self.offsets:
            return self.offsets[track] - self.offsets[other]
        return None

    def weigh(self, shared: int, longer: int, steps: int, tracks_differ: bool) -> Distance:
        """The distance that these counts give."""
        taxonomy = 1 - Fraction(shared, longer) if longer else Fraction(0)
        level = min(Fraction(1), Fraction(steps + tracks_differ, self.level_span))
        total = self.taxonomy_weight * taxonomy + (1 - self.taxonomy_weight) * level
        return Distance(total, self.band(total), taxonomy, level, shared, longer, steps, tracks_differ)

    def band(self, distance: Fraction) -> str:
        """The name of the first band whose limit the distance does not exceed."""
        return next(name for name, limit in self.bands if distance <= limit)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many leading segments are the same."""
    differing = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))
