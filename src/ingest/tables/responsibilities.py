"""The table `responsibilities`: what a person does, level by level."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.spec import FLAG, TEXT, WHOLE, column, table

SPEC = table(
    "responsibilities",
    "One row per responsibility bullet of a profile, for every level the page lists, its own and others.",
    *IDS,
    ORDINAL,
    column("parent_ordinal", WHOLE, "The ordinal of the bullet it is nested under; null if outermost."),
    column("level_code", TEXT, "The level it belongs to, such as P4; null if undecided."),
    column("level_basis", TEXT, "How the level is known: `stated` by a label, or `inferred` from the order."),
    column("level_title", TEXT, "The level's title in its label: `P2 — Analyst` gives Analyst."),
    column("is_own_level", FLAG, "Whether it is the profile's own level; null if one of them is unknown."),
    column("text", TEXT, "The bullet's text.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`."""
    own = profile.level.code if profile.level else None
    for duty in profile.responsibilities:
        yield (
            place.document_id,
            place.profile_id,
            duty.ordinal,
            duty.parent,
            duty.level,
            duty.level_basis,
            duty.level_title,
            is_own_level(duty.level, own),
            duty.text,
            duty.span.line_start,
            duty.span.line_end,
        )


def is_own_level(level: str | None, own: str | None) -> bool | None:
    """Whether a row's `level` is the profile's `own`; None where either is unknown."""
    return level == own if level and own else None
