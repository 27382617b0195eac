"""The table `classifications`: codes in outside schemes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Profile
from ingest.tables.columns import IDS, LINES, ORDINAL, PROFILE_ORDINAL, Filling
from ingest.tables.json_text import json_text
from ingest.tables.spec import TEXT, Row, column, table

SPEC = table(
    "classifications",
    "One row per code of an outside scheme that a profile is mapped to.",
    *IDS,
    ORDINAL,
    column("scheme", TEXT, "The scheme, such as O*NET / SOC."),
    column("code", TEXT, "The code in that scheme.", required=True),
    column("source", TEXT, "Who or what made the mapping, as stated."),
    column("attributes", TEXT, "Every other stated key: an object of key to text.", json=True),
    *LINES,
    key=PROFILE_ORDINAL,
)


def _rows(profile: Profile) -> Iterator[Row]:
    for fact in profile.classifications:
        lines = fact.span.line_start, fact.span.line_end
        yield fact.scheme, fact.code, fact.source, json_text(fact.attributes), *lines


FILLING = Filling(("scheme", "code", "source", "attributes", "line_start", "line_end"), _rows)
