"""The table `records`: every profile's whole record, as `ingest parse` gives it."""

from __future__ import annotations

from pydantic import TypeAdapter

from ingest.records import Profile
from ingest.tables.columns import IDS, Filling
from ingest.tables.spec import TEXT, WHOLE, column, table

SPEC = table(
    "records",
    "One row per profile: its whole nested record. The JSON export is this column, line by line.",
    *IDS,
    column("position", WHOLE, "Its number among the profiles of its dump, from 1.", required=True),
    column("record", TEXT, "The record, with every value's lines.", required=True, json=True),
    key=("profile_id",),
)

_JSON = TypeAdapter(Profile)

# As bytes: Arrow takes UTF-8 as it is, so the text is encoded once.
FILLING = Filling(("record",), lambda profile: [(_JSON.dump_json(profile),)])
