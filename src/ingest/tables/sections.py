"""The table `sections`: what a profile keeps as it is on the page, because no field holds it."""

from __future__ import annotations

from ingest.records import Section
from ingest.tables.shared_columns import LINES, NAMED, ORDINAL, PROFILE_ORDINAL
from ingest.tables.spec import TEXT, WHOLE, column, table


def _blocks(section: Section) -> int:
    return len(section.blocks)


def _text(section: Section) -> str:
    return "\n".join([block.raw for block in section.blocks])


SPEC = table(
    "sections",
    "One row per kept section: a heading, and the text below it that no field holds.",
    *NAMED,
    ORDINAL,
    column("kind", TEXT, "What it is about, such as benefits; null if no rule recognises it.", "kind"),
    column("kind_basis", TEXT, "How the kind is known: stated, nested, form or inferred.", "kind_basis"),
    column("heading", TEXT, "The heading; null for text under no heading at all.", "heading"),
    column("basis", TEXT, "How it is known as a heading: marked, underlined, bold, known, label or bare.", "basis"),
    column("path", TEXT, "The headings above it, outermost first: an array of texts.", "path", json=True),
    column("path_basis", TEXT, "How the path is known: `stated` or `inferred`.", "path_basis", required=True),
    column("level_code", TEXT, "The level it belongs to: its code, else its label.", "level"),
    column("block_count", WHOLE, "Blocks under it: paragraphs, lists, tables, code.", _blocks, required=True),
    column("text", TEXT, "The blocks' lines as they stood, marks included.", _text, required=True),
    *LINES,
    items="sections",
    key=PROFILE_ORDINAL,
)
