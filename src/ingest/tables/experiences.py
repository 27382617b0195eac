"""The table `experiences`: years asked for, in the level block and in the guidelines."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from ingest.records import Profile
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Filling
from ingest.tables.spec import FLAG, NUMBER, TEXT, WHOLE, Row, column, table

SPEC = table(
    "experiences",
    "One row per statement of years: `3+ years (bachelor's), 1+ (master's)` gives two.",
    *IDS,
    ORDINAL,
    column("stated_in", TEXT, "Where: `level` (the profile's level block) or `guidelines`.", required=True),
    column("guideline_ordinal", WHOLE, "The ordinal of its row in `guidelines`; null in the level block."),
    column("level_code", TEXT, "The level it is asked for."),
    column("is_own_level", FLAG, "Whether it is the profile's own level; null if one of them is unknown."),
    column("text", TEXT, "The phrase as stated.", required=True),
    column("min_years", NUMBER, "Least years; null if no number was understood."),
    column("max_years", NUMBER, "Most years; null if open."),
    column("qualification", TEXT, "The degree the years go with, if one is named."),
    *LINES,
    key=PROFILE_ORDINAL,
)


def _rows(profile: Profile) -> Iterator[Row]:
    """The level block's first, then the guidelines' in their order."""
    if profile.level and (years := profile.level.typical_experience):
        yield "level", None, profile.level.code, *_VALUES(years)
    for ordinal, row in enumerate(profile.guidelines, 1):
        for years in row.experience:
            yield "guidelines", ordinal, row.level, *_VALUES(years)


_VALUES = attrgetter("text", "min_years", "max_years", "qualification", "span.line_start", "span.line_end")

FILLING = Filling(
    (
        "stated_in",
        "guideline_ordinal",
        "level_code",
        "text",
        "min_years",
        "max_years",
        "qualification",
        "line_start",
        "line_end",
    ),
    _rows,
)
