"""The nearest roles of a profile as its page shows them: where they are, how far, and what that is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.catalogue.adjacent import Neighbour
from ingest.catalogue.meant_role import PlacedRole
from ingest.catalogue.neighbourhood import Neighbourhood
from ingest.catalogue.stated_roles import Stated
from ingest.coordinates import Distance, Measure
from ingest.records import AdjacentRole, Span

SHOWN = 8


class Told(NamedTuple):
    """A distance for people. `parts` are taxonomy and level in their shares, `why` says what they come from."""

    distance: str
    band: str
    parts: str
    why: str


class Near(NamedTuple):
    """A neighbour: its name, the place that describes it, and its distance as a number in [0, 1] and as text.

    Both distances are None for a role of the same family that has no distance.
    """

    title: str
    code: str | None
    href: str
    derived: bool
    distance: float | None
    told: Told | None


class Card(NamedTuple):
    """An adjacent role as the page states it, with the computed values."""

    title: str
    href: str | None
    said: str
    computed: str
    disagrees: bool
    note: str | None
    span: Span


def nearest(neighbourhood: Neighbourhood, pages: dict[str, str], profile_id: str, measure: Measure) -> list[Near]:
    """The nearest few of a current profile."""
    return [_near(one, pages, measure) for one in neighbourhood.nearest(profile_id, SHOWN)]


def stated(
    neighbourhood: Neighbourhood, pages: dict[str, str], profile_id: str, cards: Iterable[AdjacentRole]
) -> Iterator[Card]:
    """What the page of a current profile names."""
    cards = list(cards)
    for (judged, role), card in zip(neighbourhood.stated(profile_id, cards), cards, strict=True):
        said = " ".join(str(part) for part in (judged.distance, judged.band) if part is not None)
        computed = "" if judged.computed is None else f"{float(judged.computed):.3f} {judged.computed_band}"
        href, disagrees = None if role is None else address(role, pages), bool(judged.disagrees)
        yield Card(judged.title, href, said, computed if _compares(judged) else "", disagrees, judged.note, card.span)


def address(role: PlacedRole | Neighbour, pages: dict[str, str]) -> str:
    """Where a role is described: its page, or of a derived one the lines of the page that describes it."""
    return pages[role.profile_id] + (f"#L{role.line_start}" if role.derived else "")


def told(distance: Distance, measure: Measure) -> Told:
    """A distance, and what it is made of."""
    taxonomy = measure.taxonomy_weight * distance.taxonomy
    shared, longer, steps = distance.shared, distance.longer, distance.steps
    said = [
        "same path" if shared == longer else f"{shared} of {longer} segments shared",
        f"{steps} {'step' if steps == 1 else 'steps'}" if steps else "",
        "other track" if distance.tracks_differ else "" if steps else "same level",
    ]
    parts = f"taxonomy {taxonomy} + level {distance.total - taxonomy}"
    return Told(f"{float(distance.total):.3f}", distance.band, parts, ", ".join(filter(None, said)))


def _compares(judged: Stated) -> bool:
    return judged.distance is not None or judged.band is not None


def _near(one: Neighbour, pages: dict[str, str], measure: Measure) -> Near:
    distance, href = one.distance_of(measure), address(one, pages)
    title = one.title or one.code or "Without a title"
    return Near(title, one.code, href, one.derived, one.distance, distance and told(distance, measure))
