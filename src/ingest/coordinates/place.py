"""Coordinates: the path of a code, and a level. Segments are opaque, so that they are the same or they are not.

A level has a place only where the order of its scheme is known; what a scheme does not order is compared with nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ingest.grammar import load_grammars

_LEVEL = re.compile(r"([^\W\d_]+)-?(\d{1,9})")


class Coordinates(NamedTuple):
    """The place of a role: the code's segments before the level, the level's track, and its order there."""

    path: tuple[str, ...]
    track: str
    rank: int


def coordinates_of_columns(path: str | None, track: str | None, order: int | None) -> Coordinates | None:
    """`FAMILY.FOCUS`, track and order as tables hold them; None if a role states no code, or no level with an order."""
    return None if path is None or track is None or order is None else Coordinates(tuple(path.split(".")), track, order)


def coordinates_of_code(code: str) -> Coordinates | None:
    """`FAMILY.FOCUS.P4` → path (FAMILY, FOCUS), track P, rank 4; None if it has no path, or no level with an order."""
    path, _, level = code.rpartition(".")
    found = read_level(level)
    return coordinates_of_columns(path, found[0], order_of(level)) if path and found else None


@lru_cache(maxsize=4096)
def order_of(level: str) -> int | None:
    """The order of a level code in its scheme: greater is more senior; None if no scheme orders it."""
    notation = load_grammars().levels.read(level, where="fact")
    return notation.order if notation and notation.track else None


def read_level(code: str) -> tuple[str, int] | None:
    """`P4` → track P, rank 4; None for a segment that is not a level, such as `Year 2`."""
    match = _LEVEL.fullmatch(code)
    return (match[1], int(match[2])) if match and match[1].isupper() else None
