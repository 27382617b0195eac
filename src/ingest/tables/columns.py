"""The columns that tables share, and how a record fills the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from ingest.records import Profile
from ingest.tables.spec import TEXT, WHOLE, Row, column

DOCUMENT_ID = column("document_id", TEXT, "The dump: 128 bits of the SHA-256 of its uri.", required=True)
PROFILE_ID = column("profile_id", TEXT, "The profile: its dump, its code or title, its number there.", required=True)
IDS = (DOCUMENT_ID, PROFILE_ID)
ORDINAL = column("ordinal", WHOLE, "Its number among its kind in the profile, from 1.", required=True)
LINES = (
    column("line_start", WHOLE, "First line in the dump, from 1, as an editor shows it.", required=True),
    column("line_end", WHOLE, "Last line in the dump, inclusive.", required=True),
)
PROFILE_ORDINAL = ("profile_id", "ordinal")


@dataclass(frozen=True, slots=True)
class Filling:
    """What a profile states of a table: `rows` gives the values of `columns`, in their order, row by row.

    The columns left out are those that `assemble` knows: ids, ordinals, own levels.
    """

    columns: tuple[str, ...]
    rows: Callable[[Profile], Iterable[Row]]


def of_each(items: str, **attributes: str) -> Filling:
    """One row per item of the record's list `items`; `attributes` gives each column its attribute of the item."""
    listed = attrgetter(items)
    values = attrgetter(*attributes.values(), "span.line_start", "span.line_end")
    columns = (*attributes, "line_start", "line_end")
    return Filling(columns, lambda profile: map(values, listed(profile)))
