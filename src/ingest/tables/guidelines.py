"""The table `guidelines`: the rubric of levels as each page shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.json_text import json_text
from ingest.tables.place import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Place, Row
from ingest.tables.responsibilities import is_own_level
from ingest.tables.spec import FLAG, TEXT, column, table

SPEC = table(
    "guidelines",
    "One row per row of a profile's table of level guidelines.",
    *IDS,
    ORDINAL,
    column("level_code", TEXT, "The level the row is about."),
    column("is_own_level", FLAG, "Whether it is the profile's own level; null if one of them is unknown."),
    column("knowledge_application", TEXT, "Knowledge & Application, as stated."),
    column("complexity_problem_solving", TEXT, "Complexity & Problem Solving, as stated."),
    column("collaboration_interaction", TEXT, "Collaboration & Interaction, as stated."),
    column("degree_experience", TEXT, "Typical Degree & Years, as stated; its years stand in `experiences`."),
    column("other", TEXT, "Cells of other columns: an object of column heading to text.", json=True),
    column("unplaced", TEXT, "Cells whose column cannot be decided: an array of texts.", json=True),
    column("raw", TEXT, "The row's lines as they stood.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def rows(place: Place, profile: Profile) -> Iterator[Row]:
    """The table's rows for `profile`."""
    own = profile.level.code if profile.level else None
    for ordinal, row in enumerate(profile.guidelines, 1):
        yield (
            place.document_id,
            place.profile_id,
            ordinal,
            row.level,
            is_own_level(row.level, own),
            row.knowledge_application,
            row.complexity_problem_solving,
            row.collaboration_interaction,
            row.degree_experience,
            json_text(row.other),
            json_text(row.unplaced),
            row.raw,
            row.span.line_start,
            row.span.line_end,
        )
