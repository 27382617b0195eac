"""Places that name the kinds of sections, and the fields that these are read into, name the same ones.

What one of them leaves out would be kept without a kind, or be missing from the record, and nobody would say so.
"""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from ingest.outline.model import Field
from ingest.profiles.draft import JOINED, Draft, Place
from ingest.records import Profile
from ingest.scoring import line_claims
from ingest.section_kinds import KINDS_OF_WORDS, MEANINGS
from ingest.sections.reader_interface import FIELDS, Made
from ingest.sections.reader_registry import READERS
from ingest.tables import TABLES
from tables.sample import LISTS


def test_every_kind_of_words_has_its_meaning() -> None:
    assert set(MEANINGS) == set(KINDS_OF_WORDS)


def test_every_field_has_its_reader() -> None:
    assert set(READERS) == set(get_args(Field))
    assert set(FIELDS) == set(get_args(Made))


def test_a_draft_has_every_field_of_the_record() -> None:
    drafted = {one.name for one in fields(Draft)} - {"block"}
    assert drafted == set(Profile.model_fields) - {*Place._fields, "source"}
    assert set(FIELDS.values()) <= drafted


def test_every_field_is_measured() -> None:
    assert set(FIELDS.values()) <= set(line_claims.KINDS)


def test_every_list_of_sections_is_joined_and_has_its_table() -> None:
    assert set(FIELDS.values()) & set(LISTS) == JOINED
    assert set(LISTS) - {"path"} <= set(TABLES)
