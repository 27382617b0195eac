"""Adjacent roles that a page states, beside what is computed for them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.coordinates import Coordinates, Measure, coordinates_of_code
from ingest.records import AdjacentRole

_PLACES = 2  # decimals that a printed distance is taken to have at least


class Stated(NamedTuple):
    """A card of the page, its lines, and the role it means.

    `row` is that role's place among the neighbours, None where none of them is meant for sure; `note` then says why.
    `disagrees` names what the page states otherwise than it is computed: distance, band.
    """

    title: str
    code: str | None
    distance: float | None
    band: str | None
    line_start: int
    line_end: int
    row: int | None = None
    computed: Fraction | None = None
    computed_band: str | None = None
    disagrees: tuple[str, ...] = ()
    note: str | None = None


def confront(
    cards: Iterable[AdjacentRole], neighbours: pa.Table, origin: Coordinates | None, measure: Measure
) -> Iterator[Stated]:
    """Each card beside the distance of the neighbour that has its code, or else alone has its title.

    A code that is no neighbour's still has coordinates, and so a distance.
    """
    cards = [*cards]
    if not cards:
        return
    codes, titles = _letters(neighbours["code"]), _letters(neighbours["title"])
    for card in cards:
        rows = _meant(card, codes, titles)
        yield judge(card, rows, partial(_computed, neighbours), origin, measure)


def judge(
    card: AdjacentRole,
    rows: Sequence[int],
    computed: Callable[[int], tuple[Fraction, str]],
    origin: Coordinates | None,
    measure: Measure,
) -> Stated:
    """A card beside the one of `rows` that it means; `computed` gives the distance and band of a row."""
    stated = Stated(card.title, card.code, card.distance, card.band, card.span.line_start, card.span.line_end)
    if len(rows) == 1:
        return _judge(stated._replace(row=rows[0]), *computed(rows[0]))
    stated = stated._replace(note=f"{len(rows)} roles have this title" if rows else "no such role has a distance")
    place = coordinates_of_code(card.code) if card.code else None
    distance = measure.distance(origin, place) if origin and place else None
    return _judge(stated, distance.total, distance.band) if distance else stated


def _meant(card: AdjacentRole, codes: pa.ChunkedArray, titles: pa.ChunkedArray) -> list[int]:
    names, wanted = (codes, card.code) if card.code else (titles, card.title)
    same = pc.equal(names, _letters(pa.scalar(wanted)))
    rows: list[int] = pc.indices_nonzero(pc.fill_null(same, False)).to_pylist()
    return rows


def _letters(text: pa.Scalar | pa.ChunkedArray) -> pa.Scalar | pa.ChunkedArray:
    """Letters and digits alone: pages write `Baker — P2`, `Baker (P2)` and `Baker, P2`."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(pc.utf8_lower(text), r"[^\pL\pN\pM]+", " "))


def letters(text: str) -> str:
    """The same of one text, where regular expressions of columns would be made anew for each."""
    told = (c if c.isalnum() or unicodedata.category(c)[0] in "NM" else " " for c in text.lower())
    return " ".join("".join(told).split())


def _computed(neighbours: pa.Table, row: int) -> tuple[Fraction, str]:
    return Fraction(neighbours["exact"][row].as_py()), neighbours["band"][row].as_py()


def _judge(stated: Stated, computed: Fraction, band: str) -> Stated:
    differs = {
        "distance": stated.distance is not None and not _same_number(stated.distance, computed),
        "band": stated.band is not None and stated.band.casefold() != band.casefold(),
    }
    disagrees = tuple(name for name, differ in differs.items() if differ)
    return stated._replace(computed=computed, computed_band=band, disagrees=disagrees)


def _same_number(printed: float, computed: Fraction) -> bool:
    """Whether `printed` is `computed`, rounded or cut to as many decimals as were printed."""
    number = Fraction(str(printed))
    places = max(_PLACES, len(str(printed).partition(".")[2]))
    return abs(number - computed) <= Fraction(1, 2 * 10**places)
