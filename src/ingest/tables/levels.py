"""The table `levels`: the levels that pages describe or name above items, with what each page says of them."""

from __future__ import annotations

from itertools import chain

from ingest.records import Level
from ingest.tables.level_columns import attributes, place
from ingest.tables.shared_columns import NAMED, ORDINAL, PROFILE_ORDINAL
from ingest.tables.spec import FLAG, TEXT, WHOLE, column, table


def _itself(level: Level) -> Level:
    return level


def _has_code(level: Level) -> bool:
    return level.code is not None


def _first_line(level: Level) -> int | None:
    return min((span.line_start for span in chain.from_iterable(level.spans.values())), default=None)


def _last_line(level: Level) -> int | None:
    return max((span.line_end for span in chain.from_iterable(level.spans.values())), default=None)


SPEC = table(
    "levels",
    "One row per level that a page describes or names above its items, in the order of the page.",
    *NAMED,
    ORDINAL,
    column("level_code", TEXT, "By this other tables name it: its code, else its label.", "key", required=True),
    column("has_code", FLAG, "Whether `level_code` is a code, not only a label.", _has_code, required=True),
    column("label", TEXT, "The level as stated.", "label", required=True),
    *place(_itself),
    *attributes(_itself),
    column("line_start", WHOLE, "First line that says something of it.", _first_line),
    column("line_end", WHOLE, "Last line that says something of it.", _last_line),
    items="levels",
    key=PROFILE_ORDINAL,
)
