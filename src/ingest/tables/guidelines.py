"""The table `guidelines`: what is expected of each level, as each page shows it."""

from __future__ import annotations

from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL, of_level
from ingest.tables.spec import TEXT, column, table

SPEC = table(
    "guidelines",
    "One row per level or row of a profile's guidelines: expectations by dimension.",
    *NAMED,
    ORDINAL,
    *of_level("guidelines"),
    column("knowledge_application", TEXT, "Knowledge & Application, as stated.", "knowledge_application"),
    column(
        "complexity_problem_solving",
        TEXT,
        "Complexity & Problem Solving, as stated.",
        "complexity_problem_solving",
    ),
    column(
        "collaboration_interaction",
        TEXT,
        "Collaboration & Interaction, as stated.",
        "collaboration_interaction",
    ),
    column(
        "degree_experience",
        TEXT,
        "Typical Degree & Years, as stated; its years stand in `experiences`.",
        "degree_experience",
    ),
    column("other", TEXT, "Every other dimension: an object of its name to its text.", "other", json=True),
    column("unplaced", TEXT, "Cells whose column cannot be decided: an array of texts.", "unplaced", json=True),
    column("raw", TEXT, "The row's lines as they stood.", "raw", required=True),
    *LINES,
    items="guidelines",
    key=PROFILE_ORDINAL,
)
