"""The table `sections`: what stood in a profile and no builder claims, kept whole."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Filling
from ingest.tables.json_text import json_text
from ingest.tables.spec import TEXT, WHOLE, Row, column, table

SPEC = table(
    "sections",
    "One row per kept section: a heading that no builder claims, and what stands under it.",
    *IDS,
    ORDINAL,
    column("heading", TEXT, "The heading; null for text under no heading at all."),
    column("basis", TEXT, "How it is known as a heading: marked, underlined, bold, known, label or bare."),
    column("path", TEXT, "The headings above it, outermost first: an array of texts.", json=True),
    column("path_basis", TEXT, "How the path is known: `stated` or `inferred`.", required=True),
    column("block_count", WHOLE, "Blocks under it: paragraphs, lists, tables, code.", required=True),
    column("text", TEXT, "The blocks' lines as they stood, marks included.", required=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def _rows(profile: Profile) -> Iterator[Row]:
    for section in profile.sections:
        yield (
            section.heading,
            section.basis,
            json_text(section.path),
            section.path_basis,
            len(section.blocks),
            "\n".join([block.raw for block in section.blocks]),
            section.span.line_start,
            section.span.line_end,
        )


FILLING = Filling(("heading", "basis", "path", "path_basis", "block_count", "text", "line_start", "line_end"), _rows)
