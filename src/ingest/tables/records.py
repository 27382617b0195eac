"""The table `records`: every profile's whole record, as `ingest parse` gives it."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ingest.records import Profile
from ingest.tables.profiles import POSITION, itself
from ingest.tables.shared_columns import IDS
from ingest.tables.spec import TEXT, column, table


def read_record(text: str | bytes) -> Profile:
    """The profile of a row. One that a version before 3 wrote has what its record lacks: labels, places of findings.

    Raises pydantic.ValidationError for a text that is no record.
    """
    try:
        return Profile.model_validate_json(text)
    except ValidationError:
        return Profile.model_validate(_upgraded(json.loads(text)))


def _upgraded(record: dict[str, Any]) -> dict[str, Any]:
    level = record.get("level")
    if level and "label" not in level:
        record["level"] = {"label": level["code"], **level}
    for found in record.get("diagnostics", ()):
        found.setdefault("spans", [found["span"]])
    return record


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
