"""The table `experiences`: years asked for, in the level block and in the guidelines."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Experience, Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.responsibilities import is_own_level
from ingest.tables.spec import FLAG, NUMBER, TEXT, WHOLE, column, table

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


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`: the level block's first, then the guidelines' in their order."""
    own = profile.level.code if profile.level else None
    for ordinal, (guideline, level, years) in enumerate(_stated(profile), 1):
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            "guidelines" if guideline else "level",
            guideline,
            level,
            is_own_level(level, own),
            years.text,
            years.min_years,
            years.max_years,
            years.qualification,
            years.span.line_start,
            years.span.line_end,
        )


def _stated(profile: Profile) -> Iterator[tuple[int | None, str | None, Experience]]:
    if profile.level and profile.level.typical_experience:
        yield None, profile.level.code, profile.level.typical_experience
    for ordinal, row in enumerate(profile.guidelines, 1):
        for years in row.experience:
            yield ordinal, row.level, years
