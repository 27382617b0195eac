"""Coordinates: the path of a code, and a level. Segments are opaque, so that they are the same or they are not."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEVEL = re.compile(r"([^\W\d_]+)-?(\d{1,9})")


class Coordinates(NamedTuple):
    """Where a role stands: the code's segments before the level, and the level's track and rank."""

    path: tuple[str, ...]
    track: str
    rank: int


def coordinates_of_columns(path: str | None, track: str | None, rank: int | None) -> Coordinates | None:
    """`FAMILY.FOCUS`, track and rank as tables hold them; None if a role states no code or no level."""
    return None if path is None or track is None or rank is None else Coordinates(tuple(path.split(".")), track, rank)


def coordinates_of_code(code: str) -> Coordinates | None:
    """`FAMILY.FOCUS.P4` → path (FAMILY, FOCUS), track P, rank 4; None if it has no path or no level."""
    path, _, level = code.rpartition(".")
    found = read_level(level)
    return Coordinates(tuple(path.split(".")), *found) if path and found else None


def read_level(code: str) -> tuple[str, int] | None:
    """`P4` → track P, rank 4; None for what is no level, such as the `Year 2` that may stand in a level's place."""
    match = _LEVEL.fullmatch(code)
    return (match[1], int(match[2])) if match and match[1].isupper() else None
