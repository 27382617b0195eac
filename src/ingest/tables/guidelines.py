"""The table `guidelines`: the rubric of levels as each page shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Filling
from ingest.tables.json_text import json_text
from ingest.tables.spec import FLAG, TEXT, Row, column, table

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


def _rows(profile: Profile) -> Iterator[Row]:
    for row in profile.guidelines:
        yield (
            row.level,
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


FILLING = Filling(
    (
        "level_code",
        "knowledge_application",
        "complexity_problem_solving",
        "collaboration_interaction",
        "degree_experience",
        "other",
        "unplaced",
        "raw",
        "line_start",
        "line_end",
    ),
    _rows,
)
