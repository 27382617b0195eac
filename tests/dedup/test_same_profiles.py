from __future__ import annotations

from typing import Any

import pytest

from ingest.dedup import content_id, occurrences
from ingest.records import Profile, Source
from tables.sample import DESCRIPTION, LISTS, lines, profile


def identity(record: Profile) -> str:
    return content_id(record, occurrences(record))


@pytest.mark.parametrize(
    "change",
    [
        {"source": Source(uri="b/2.txt", sha256="1" * 64, line_start=7, line_end=90)},
        {"diagnostics": ()},
        {"spans": {"description": (lines(2),), "intros.skills": (lines(14),)}},
        {"title_aliases": tuple(alias.model_copy(update={"span": lines(99)}) for alias in profile().title_aliases)},
    ],
    ids=["source", "diagnostics", "repetition", "lines"],
)
def test_where_it_stands_does_not_count(change: dict[str, Any]) -> None:
    assert identity(profile().model_copy(update=change)) == identity(profile())


def _first(field: str, **change: Any) -> dict[str, Any]:
    first, *rest = getattr(profile(), field)
    return {field: (first.model_copy(update=change), *rest)}


@pytest.mark.parametrize(
    "change",
    [
        {"code": "ORCH1.BOOKS2.P3"},
        {"title": "Orchard Books — P2"},
        {"description": DESCRIPTION + " Daily."},
        {"level": None},
        {"focus": None},
        {"intros": {}},
        {"provenance": None},
        {"skills": ()},
        _first("skills", qualifier=None),
        _first("skills", name="Patience", description=None),
        _first("responsibilities", level="P5"),
        _first("responsibilities", text="Files notes."),
        _first("responsibilities", group="Each day"),
        _first("requirements", group="Each day"),
        _first("skills", group="Each day"),
        _first("facts", group="Each day"),
        _first("pay", group="Each day"),
        _first("guidelines", group="Each day"),
        _first("guidelines", level_title="Master Baker"),
        _first("guidelines", level="P5"),
        _first("adjacent_roles", distance=0.5),
        _first("classifications", code="11-1111"),
        _first("classifications", attributes={}),
        _first("sections", heading="Things"),
    ],
    ids=str,
)
def test_what_it_says_counts(change: dict[str, Any]) -> None:
    assert identity(profile().model_copy(update=change)) != identity(profile())


def test_every_list_of_a_profile_counts_but_what_repeats_the_page_or_is_said_of_it() -> None:
    assert all(getattr(profile(), field) for field in LISTS)
    without = {field: profile().model_copy(update={field: ()}) for field in LISTS}
    silent = {field for field, less in without.items() if identity(less) == identity(profile())}
    assert silent == {"path", "outline", "diagnostics"}  # the path repeats the code, the outline the sections


def test_a_skill_twice_is_not_a_skill_once() -> None:
    skills = profile().skills
    once, twice = profile().model_copy(update={"skills": skills}), profile().model_copy(update={"skills": skills * 2})
    assert identity(once) != identity(twice)
