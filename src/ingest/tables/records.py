"""The table `records`: every profile's whole record, as `ingest parse` gives it."""

from __future__ import annotations

from pydantic import TypeAdapter

from ingest.records import Profile
from ingest.tables.columns import IDS
from ingest.tables.profiles import POSITION, itself
from ingest.tables.spec import TEXT, column, table

# As bytes: Arrow takes UTF-8 as it is, so the text is encoded once.
_json = TypeAdapter(Profile).dump_json

SPEC = table(
    "records",
    "One row per profile: its whole nested record. The JSON export is this column, line by line.",
    *IDS,
    POSITION,
    column(
        "record", TEXT, "The record, with every value's lines.", required=True, along=lambda _, found: map(_json, found)
    ),
    items=itself,
    key=("profile_id",),
)
