"""The columns that tables share."""

from __future__ import annotations

from dataclasses import replace

from ingest.tables.kind_basis import kind_bases
from ingest.tables.spec import FLAG, TEXT, WHOLE, Column, column

DOCUMENT_ID = column(
    "document_id", TEXT, "The dump: 128 bits of the SHA-256 of its uri.", repeated="document_id", required=True
)
PROFILE_ID = column(
    "profile_id",
    TEXT,
    "The profile: its dump, its code or title, its number there.",
    repeated="profile_id",
    required=True,
)
IDS = (DOCUMENT_ID, PROFILE_ID)
CODE = column("code", TEXT, "The code of its profile; null if there is none.", repeated="code")
TITLE = column("title", TEXT, "The title of its profile.", repeated="title")
LEVEL_LABEL = column("level_label", TEXT, "The level of its profile as stated.", repeated="level_label")
NAMED = (*IDS, CODE, TITLE, LEVEL_LABEL)
"""The columns in front of every table of items: which profile a row belongs to, for programs and for people."""

ORDINAL = column("ordinal", WHOLE, "Its number among its kind in the profile, from 1.", required=True)
LINES = (
    column(
        "line_start",
        WHOLE,
        "First line in the dump, from 1, as an editor shows it.",
        "span.line_start",
        required=True,
    ),
    column("line_end", WHOLE, "Last line in the dump, inclusive.", "span.line_end", required=True),
)
PROFILE_ORDINAL = ("profile_id", "ordinal")


def named(**others: str) -> tuple[Column, ...]:
    """The columns NAMED, some under another name because the table has a column of that name: `code="profile_code"`."""
    return tuple(_called(one, others.get(one.name, one.name)) for one in NAMED)


def _called(one: Column, name: str) -> Column:
    return replace(one, field=one.field.with_name(name))


def of_level(items: str) -> tuple[Column, ...]:
    """What every row of the record's list `items` says of its level, its sub-heading, and its section."""
    return (
        column("level_code", TEXT, "The level it belongs to: its code, else its label; null if undecided.", "level"),
        column("level_basis", TEXT, "How the level is known: `stated` or `inferred`.", "level_basis"),
        column("level_title", TEXT, "The title in the level's label: `P2 — Analyst` gives Analyst.", "level_title"),
        column("is_own_level", FLAG, "Whether it is the profile's own level; null if the page does not name both."),
        column("group", TEXT, 'The sub-heading above it; in SQL written with quotes, as in `"group"`.', "group"),
        column(
            "kind_basis",
            TEXT,
            f"How its section is known to be about {items}: stated, nested, form or inferred; null if not recorded.",
            along=kind_bases(items),
        ),
    )
