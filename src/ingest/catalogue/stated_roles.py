"""The adjacent roles that a page names, checked against the computed ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.coordinates import Coordinates, Measure, coordinates_of_code
from ingest.records import AdjacentRole

_PLACES = 2  # decimals that a printed distance is taken to have at least


class Stated(NamedTuple):
    """A card of the page, its lines, and the role it means.

    `role` is that role's code, None where no role is meant for sure; `note` then says why.
    `disagrees` names what the page states otherwise than it is computed: distance, band.
    """

    title: str
    code: str | None
    distance: float | None
    band: str | None
    line_start: int
    line_end: int
    role: str | None = None
    computed: Fraction | None = None
    computed_band: str | None = None
    disagrees: tuple[str, ...] = ()
    note: str | None = None


def confront(
    cards: Iterable[AdjacentRole], neighbours: pa.Table, origin: Coordinates | None, measure: Measure
) -> Iterator[Stated]:
    """Pair each card with the distance of the neighbour that has its code, or the only one with its title.

    A code that no neighbour has still gives coordinates, and so a distance.
    """
    cards = [*cards]
    if not cards:
        return
    neighbours = neighbours.filter(pc.is_valid(neighbours["distance"]))
    codes, titles = pc.utf8_lower(neighbours["code"]), _letters(neighbours["title"])
    for card in cards:
        meant = neighbours.filter(_meant(card, codes, titles)).select(["code", "exact", "band"]).to_pylist()
        told = [(role["code"], Fraction(role["exact"]), role["band"]) for role in meant]
        yield judge(card, told, origin, measure)


def judge(
    card: AdjacentRole, meant: Sequence[tuple[str, Fraction, str]], origin: Coordinates | None, measure: Measure
) -> Stated:
    """Compare a card with the computed values of the one role that it may mean: code, distance, band."""
    stated = Stated(card.title, card.code, card.distance, card.band, card.span.line_start, card.span.line_end)
    if len(meant) == 1:
        [(role, computed, band)] = meant
        return _judge(stated._replace(role=role), computed, band)
    stated = stated._replace(note=f"{len(meant)} roles are called so" if meant else "no such role here")
    place = coordinates_of_code(card.code) if card.code else None
    distance = measure.distance(origin, place) if origin and place else None
    return _judge(stated, distance.total, distance.band) if distance else stated


def _meant(card: AdjacentRole, codes: pa.ChunkedArray, titles: pa.ChunkedArray) -> pa.ChunkedArray:
    """Which neighbours the card may mean."""
    return pc.equal(codes, card.code.lower()) if card.code else pc.equal(titles, _letters(pa.scalar(card.title)))


def _letters(titles: pa.Scalar | pa.ChunkedArray) -> pa.Scalar | pa.ChunkedArray:
    """Letters and digits alone: pages write `Baker — P2`, `Baker (P2)` and `Baker, P2`."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(titles), r"[^\pL\pN\pM]+", " "))


def letters(title: str) -> str:
    """The same of one title, where regular expressions of columns would be made anew for each."""
    told = (c if c.isalnum() or unicodedata.category(c)[0] in "NM" else " " for c in title.lower())
    return " ".join("".join(told).split())


def _judge(stated: Stated, computed: Fraction, band: str) -> Stated:
    differs = {
        "distance": stated.distance is not None and not _same_number(stated.distance, computed),
        "band": stated.band is not None and stated.band.casefold() != band.casefold(),
    }
    disagrees = tuple(name for name, differ in differs.items() if differ)
    return stated._replace(computed=computed, computed_band=band, disagrees=disagrees)


def _same_number(printed: float, computed: Fraction) -> bool:
    """Whether `printed` is `computed`, rounded to as many decimals as were printed."""
    number = Fraction(str(printed))
    places = max(_PLACES, len(str(printed).partition(".")[2]))
    return abs(number - computed) <= Fraction(1, 2 * 10**places)
