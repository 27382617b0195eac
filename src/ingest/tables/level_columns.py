"""What the page says of a level, as columns: of the profile's own level, and of each level of a ladder."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from ingest.records import Level
from ingest.tables.spec import NUMBER, TEXT, WHOLE, Column, Value, column

Item = Any
_YEARS = {
    "typical_experience": (TEXT, "text", "Level attribute Typical experience, as stated."),
    "experience_min_years": (NUMBER, "min_years", "Least years of the typical experience; null if none understood."),
    "experience_max_years": (NUMBER, "max_years", "Most years of the typical experience; null if open."),
    "experience_qualification": (TEXT, "qualification", "The degree those years go with, if one is named."),
}
_ATTRIBUTES = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership")


def place(level: Callable[[Item], Level | None]) -> tuple[Column, ...]:
    """Where the level that `level` finds in an item is in its ladder."""
    return (
        column(
            "level_scheme", TEXT, "The scheme the level belongs to, such as GS; null if unknown.", _of(level, "scheme")
        ),
        column("level_order", WHOLE, "Its place in the scheme: greater is more senior.", _of(level, "order")),
        column("track", TEXT, "The level's track, such as P (professional) or M (management).", _of(level, "track")),
        column("rank", WHOLE, "The level's number in its track.", _of(level, "rank")),
        column("level_name", TEXT, "The level's name, such as Senior Professional.", _of(level, "name")),
    )


def attributes(level: Callable[[Item], Level | None]) -> tuple[Column, ...]:
    """What the page says of that level."""
    return (
        column("level_summary", TEXT, "The sentence that sums the level up.", _of(level, "summary")),
        *(
            column(name, TEXT, f"Level attribute {name.capitalize().replace('_', ' ')}.", _of(level, name))
            for name in _ATTRIBUTES
        ),
        column(
            "level_other",
            TEXT,
            "Other level attributes: an object of key to text.",
            _of(level, "other"),
            json=True,
        ),
        *(
            column(name, kind, description, _of(level, "typical_experience", attribute))
            for name, (kind, attribute, description) in _YEARS.items()
        ),
    )


def _of(level: Callable[[Item], Level | None], *path: str) -> Value:
    """The value at `path` of the level that `level` finds; None where one of them is missing."""

    def value(item: Item) -> object:
        found: object = level(item)
        for name in path:
            if found is None:
                return None
            found = getattr(found, name)
        return found

    return value


own_level: Callable[[Item], Level | None] = attrgetter("level")
