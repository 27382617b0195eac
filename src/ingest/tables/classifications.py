"""The table `classifications`: codes in outside schemes."""

from __future__ import annotations

from typing import NamedTuple

from ingest.records import Classification, Profile
from ingest.soc import groups_of, occupation_of
from ingest.tables.shared_columns import LINES, ORDINAL, PROFILE_ORDINAL, named
from ingest.tables.spec import TEXT, column, table


class Mapped(NamedTuple):
    """A stated classification, and the occupation of the 2018 SOC that it means, with its groups."""

    stated: Classification
    code: str | None = None
    title: str | None = None
    major: str | None = None
    major_title: str | None = None
    minor: str | None = None
    broad: str | None = None


def _items(profile: Profile) -> list[Mapped]:
    return [_mapped(stated) for stated in profile.classifications]


def _mapped(stated: Classification) -> Mapped:
    """Return the occupation in the SOC's own table. An O*NET code gives the occupation that it details."""
    occupation = occupation_of(stated.scheme, stated.code, stated.attributes.get("version"))
    if occupation is None:
        return Mapped(stated)
    groups = groups_of(occupation)
    major, minor, broad = groups["major"], groups.get("minor"), groups.get("broad")
    return Mapped(
        stated,
        occupation.code,
        occupation.title,
        major.code,
        major.title,
        minor and minor.code,
        broad and broad.code,
    )


SPEC = table(
    "classifications",
    "One row per code of an outside scheme that a profile is mapped to.",
    *named(code="profile_code", title="profile_title"),
    ORDINAL,
    column("scheme", TEXT, "The scheme, such as O*NET / SOC.", "stated.scheme"),
    column("code", TEXT, "The code in that scheme.", "stated.code", required=True),
    column("title", TEXT, "The title beside the code, as stated.", "stated.title"),
    column("source", TEXT, "Who or what made the mapping, as stated.", "stated.source"),
    column("attributes", TEXT, "Every other stated key: an object of key to text.", "stated.attributes", json=True),
    column("soc_code", TEXT, "The occupation in the 2018 SOC; null for other schemes and unknown codes.", "code"),
    column("soc_title", TEXT, "The occupation's title in the 2018 SOC.", "title"),
    column("soc_major", TEXT, "The code of its major group, such as 43-0000.", "major"),
    column("soc_major_title", TEXT, "The title of its major group.", "major_title"),
    column("soc_minor", TEXT, "The code of its minor group; null for a major group.", "minor"),
    column("soc_broad", TEXT, "The code of its broad occupation; null for a major or minor group.", "broad"),
    LINES[0].filled("stated.span.line_start"),
    LINES[1].filled("stated.span.line_end"),
    items=_items,
    key=PROFILE_ORDINAL,
)
