"""The table `classifications`: codes in outside schemes."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.records import Classification, Profile
from ingest.soc import groups_of, occupation_of
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
    column("soc_code", TEXT, "The occupation in the 2018 SOC; null for other schemes and for codes it does not have."),
    column("soc_title", TEXT, "The occupation's title in the 2018 SOC."),
    column("soc_major", TEXT, "The code of its major group, such as 43-0000."),
    column("soc_major_title", TEXT, "The title of its major group."),
    column("soc_minor", TEXT, "The code of its minor group; null for a major group."),
    column("soc_broad", TEXT, "The code of its broad occupation; null for a major or minor group."),
    *LINES,
    key=PROFILE_ORDINAL,
)


def _rows(profile: Profile) -> Iterator[Row]:
    for fact in profile.classifications:
        lines = fact.span.line_start, fact.span.line_end
        yield fact.scheme, fact.code, fact.source, json_text(fact.attributes), *_soc(fact), *lines


def _soc(fact: Classification) -> Row:
    """The occupation by the SOC's own table. O*NET's codes stand for the occupation that they detail."""
    occupation = occupation_of(fact.scheme, fact.code, fact.attributes.get("version"))
    if occupation is None:
        return (None,) * len(_SOC)
    groups = groups_of(occupation)
    major, minor, broad = groups["major"], groups.get("minor"), groups.get("broad")
    return occupation.code, occupation.title, major.code, major.title, minor and minor.code, broad and broad.code


_SOC = ("soc_code", "soc_title", "soc_major", "soc_major_title", "soc_minor", "soc_broad")
FILLING = Filling(("scheme", "code", "source", "attributes", *_SOC, "line_start", "line_end"), _rows)
