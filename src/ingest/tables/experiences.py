"""The table `experiences`: required years, from every field of a profile that states them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ingest.records import Experience, Profile
from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL
from ingest.tables.spec import FLAG, NUMBER, TEXT, WHOLE, column, table


class Asked(NamedTuple):
    """Years, and the item that states them: its table, its ordinal there, its level."""

    stated_in: str
    ordinal: int | None
    level: str | None
    years: Experience


def _items(profile: Profile) -> list[Asked]:
    return list(_asked(profile))


def _asked(profile: Profile) -> Iterator[Asked]:
    """The level block's first, then those of the lists in their order."""
    if profile.level and (years := profile.level.typical_experience):
        yield Asked("level", None, profile.level.key, years)
    for ordinal, level in enumerate(profile.levels, 1):
        if years := level.typical_experience:
            yield Asked("levels", ordinal, level.key, years)
    for ordinal, row in enumerate(profile.guidelines, 1):
        yield from (Asked("guidelines", ordinal, row.level, years) for years in row.experience)
    for asked in profile.requirements:
        yield from (Asked("requirements", asked.ordinal, asked.level, years) for years in asked.experience)


def _guideline(item: Asked) -> int | None:
    return item.ordinal if item.stated_in == "guidelines" else None


SPEC = table(
    "experiences",
    "One row per statement of years: `3+ years (bachelor's), 1+ (master's)` gives two.",
    *NAMED,
    ORDINAL,
    column(
        "stated_in",
        TEXT,
        "Where: `level` (the profile's level block), `levels`, `guidelines` or `requirements`.",
        "stated_in",
        required=True,
    ),
    column("item_ordinal", WHOLE, "The ordinal of its row in the table `stated_in`; null for `level`.", "ordinal"),
    column("guideline_ordinal", WHOLE, "The same where it is stated in `guidelines`, else null.", _guideline),
    column("level_code", TEXT, "The level it is asked for: its code, else its label.", "level"),
    column("is_own_level", FLAG, "Whether it is the profile's own level; null if the page does not name both."),
    column("text", TEXT, "The phrase as stated.", "years.text", required=True),
    column("min_years", NUMBER, "Least years; null if no number was understood.", "years.min_years"),
    column("max_years", NUMBER, "Most years; null if open.", "years.max_years"),
    column("qualification", TEXT, "The degree the years go with, if one is named.", "years.qualification"),
    LINES[0].filled("years.span.line_start"),
    LINES[1].filled("years.span.line_end"),
    items=_items,
    key=PROFILE_ORDINAL,
)
