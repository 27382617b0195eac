"""How far any two roles are from each other, as a table for the page that puts them side by side.

The formula stays where it is: the page counts the segments that two paths share, and looks the rest up.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ingest.coordinates import Coordinates, Measure
from ingest.site.adjacency import told
from ingest.site.markup import script_data


class Distances:
    """All distances that there can be between some roles, by their paths and the number of their level."""

    def __init__(self, places: Iterable[Coordinates | None], measure: Measure) -> None:
        known = [place for place in places if place is not None]
        self._measure = measure
        self._lengths = sorted({len(place.path) for place in known})
        self._levels = {level: number for number, level in enumerate(sorted({(one.track, one.rank) for one in known}))}

    def place(self, coordinates: Coordinates | None) -> list[object] | None:
        """What the page needs of a role: its path, and the number of its level; None if it has no coordinates."""
        if coordinates is None:
            return None
        return [list(coordinates.path), self._levels[coordinates.track, coordinates.rank]]

    def write(self, folder: Path) -> None:
        """Write `data/distances.js` below `folder`. Raises OSError.

        `apart[LEVEL][LEVEL]` is the index of the difference of two levels, null if they cannot be compared.
        `told[LONGER][SHARED][DIFFERENCE]` is the distance, its band, its parts and the explanation, by the segments of
        the longer path and the number of shared leading segments.
        """
        seen: dict[tuple[int, bool], int] = {}
        apart = [[self._difference(one, other, seen) for other in self._levels] for one in self._levels]
        table = {
            longer: [
                [told(self._measure.weigh(shared, longer, *difference), self._measure) for difference in seen]
                for shared in range(longer + 1)
            ]
            for longer in self._lengths
        }
        (folder / "distances.js").write_text(script_data("ingest.distances", {"apart": apart, "told": table}), "utf-8")

    def _difference(
        self, one: tuple[str, int], other: tuple[str, int], seen: dict[tuple[int, bool], int]
    ) -> int | None:
        """The number of a difference in steps and tracks, as they are met; None between tracks without one scale."""
        found = self._measure.distance(Coordinates((), *one), Coordinates((), *other))
        return None if found is None else seen.setdefault((found.steps, found.tracks_differ), len(seen))
