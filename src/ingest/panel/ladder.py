"""Where the levels of a page are in their ladder, as far as a scheme orders them: only these can be compared."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ingest.grammar import load_grammars
from ingest.records import Profile


class Rung(NamedTuple):
    """A scheme, and the order of a level in it: greater is more senior."""

    scheme: str
    order: int


def rungs(profile: Profile) -> dict[str, Rung | None]:
    """The rungs of the levels that a profile's guidelines name; None for a level without an order."""
    described = {level.key: level for level in (*profile.levels, *filter(None, [profile.level]))}
    found: dict[str, Rung | None] = {}
    for key in dict.fromkeys(row.level for row in profile.guidelines if row.level):
        level = described.get(key)
        if level is None:
            found[key] = _of_code(key)
        else:
            found[key] = None if level.order is None else Rung(level.scheme or "", level.order)
    return found


@lru_cache(maxsize=1024)
def _of_code(code: str) -> Rung | None:
    """The rung of a level that the page names, but says nothing of."""
    notation = load_grammars().levels.read(code, where="table")
    return Rung(notation.scheme or "", notation.order) if notation and notation.order is not None else None
