"""The nearest roles of a profile as its page shows them: where they are, how far, and what that is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.catalogue.adjacent import Neighbour
from ingest.catalogue.meant_role import PlacedRole
from ingest.catalogue.neighbourhood import Neighbourhood
from ingest.catalogue.stated_roles import Stated
from ingest.coordinates import Measure
from ingest.records import AdjacentRole, Span

SHOWN = 8


class Near(NamedTuple):
    """A neighbour. `parts` are taxonomy and level in their shares, `why` says what they come from."""

    title: str
    code: str
    href: str
    derived: bool
    distance: float
    band: str
    parts: str
    why: str


class Card(NamedTuple):
    """An adjacent role as the page states it, beside what is computed."""

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
    for (told, role), card in zip(neighbourhood.stated(profile_id, cards), cards, strict=True):
        said = " ".join(str(part) for part in (told.distance, told.band) if part is not None)
        computed = "" if told.computed is None else f"{float(told.computed):.3f} {told.computed_band}"
        href = None if role is None else address(role, pages)
        yield Card(
            told.title, href, said, computed if _compares(told) else "", bool(told.disagrees), told.note, card.span
        )


def address(role: PlacedRole | Neighbour, pages: dict[str, str]) -> str:
    """Where a role is described: its page, or of a derived one the lines of the page that describes it."""
    return pages[role.profile_id] + (f"#L{role.line_start}" if role.derived else "")


def _compares(told: Stated) -> bool:
    return told.distance is not None or told.band is not None


def _near(one: Neighbour, pages: dict[str, str], measure: Measure) -> Near:
    distance = measure.weigh(one.shared_segments, one.longer_path, one.steps, one.tracks_differ)
    taxonomy = measure.taxonomy_weight * distance.taxonomy
    same = one.shared_segments == one.longer_path
    said = [
        "same path" if same else f"{one.shared_segments} of {one.longer_path} segments shared",
        f"{one.steps} {'step' if one.steps == 1 else 'steps'}" if one.steps else "",
        "other track" if one.tracks_differ else "" if one.steps else "same level",
    ]
    return Near(
        one.title or one.code,
        one.code,
        address(one, pages),
        one.derived,
        one.distance,
        one.band,
        f"taxonomy {taxonomy} + level {distance.total - taxonomy}",
        ", ".join(filter(None, said)),
    )
