"""What becomes of a line: each verdict, by records that are made for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.records import Level, OutlineEntry, Profile, Requirement, Responsibility, Section, Skill, Source, Span
from ingest.scoring import Figures
from ingest.scoring.line_verdicts import score_lines
from ingest.scoring.same_names import names_of, without_accents
from ingest.scoring.truth import Truth

LINE = Span(line_start=2, line_end=2)
PAGE = ("Baker", "Bakes bread.", "Share this page")


def profile(title: str = "Baker", **fields: object) -> Profile:
    source = Source(sha256="0" * 64, line_start=1, line_end=3)
    return Profile.model_validate({"title": title, "source": source, **fields})


def duty(**fields: object) -> Responsibility:
    return Responsibility.model_validate({"ordinal": 1, "text": "Bakes bread.", "span": LINE, **fields})


def need(kind: str | None) -> Requirement:
    return Requirement.model_validate({"kind": kind, "ordinal": 1, "text": "Bakes bread.", "span": LINE})


SKILL = Skill(name="Bakes bread.", span=LINE)


def figures(profiles: Sequence[Profile], kinds: str | list[str], role: int = 0, told: bool = False) -> Figures:
    roles = [
        {"title": "Baker", "level": {"label": "Level 1"}},
        {"title": "Baker", "level": {"label": "Level 2"}},
        {"title": "Pastry Cook"},
    ]
    truth = Truth.model_validate({"profile": True, "roles": roles, "labels": [(2, 2, kinds, role)]})
    counted = Figures()
    list(score_lines(profiles, truth, PAGE, frozenset({2}) if told else frozenset(), counted))
    return counted


def verdict(profiles: Sequence[Profile], kinds: str | list[str], role: int = 0, told: bool = False) -> str:
    counted = figures(profiles, kinds, role, told)
    assert counted.lines == 1
    names = ("right", "kept", "as_heading", "other_role", "flagged", "silent", "unowned")
    (found,) = (name for name in names if getattr(counted, name))
    return found


def section(kind: str | None, **fields: object) -> Section:
    return Section.model_validate({"kind": kind, "span": LINE, **fields})


@pytest.mark.parametrize(
    ("fields", "kinds", "expected"),
    [
        ({"responsibilities": (duty(),)}, "responsibilities", "right"),
        ({"responsibilities": (duty(),)}, ["skills", "responsibilities"], "right"),
        ({"responsibilities": (duty(),)}, "skills", "silent"),
        ({"responsibilities": (duty(),), "skills": (SKILL,)}, "responsibilities", "silent"),
        ({"requirements": (need(None),)}, "requirements/required", "right"),
        ({"requirements": (need("required"),)}, "requirements", "right"),
        ({"requirements": (need("required"),)}, "requirements/preferred", "silent"),
        ({"requirements": (need("required"),)}, "skills", "right"),
        ({"skills": (SKILL,)}, "requirements", "silent"),
        ({"spans": {"title": (LINE,), "code": (LINE,)}}, "title", "right"),
        ({"spans": {"title": (LINE,), "description": (LINE,)}}, "title", "silent"),
        ({"spans": {"intros.skills": (LINE,)}}, "skills", "right"),
        ({"level": Level(label="L1", spans={"scope": (LINE,)})}, "fact", "right"),
        ({"sections": (section(None),)}, "benefits", "kept"),
        ({"sections": (section("benefits"),)}, "benefits", "right"),
        ({"sections": (section("legal"),)}, "benefits", "silent"),
        ({"sections": (section(None, heading="Bakes bread.", blocks=()),)}, "benefits", "as_heading"),
        ({"outline": (OutlineEntry(span=LINE),)}, "benefits", "unowned"),
        ({}, "benefits", "unowned"),
    ],
)
def test_kinds(fields: dict[str, object], kinds: str | list[str], expected: str) -> None:
    assert verdict([profile(**fields)], kinds) == expected


def test_a_wrong_line_that_a_finding_names_is_flagged() -> None:
    assert verdict([profile(skills=(SKILL,))], "legal", told=True) == "flagged"


def test_a_line_in_two_profiles_is_wrong() -> None:
    twice = [profile(responsibilities=(duty(),)), profile(responsibilities=(duty(),))]
    assert verdict(twice, "responsibilities") == "silent"


@pytest.mark.parametrize(
    ("title", "item", "role", "expected"),
    [
        ("Baker", duty(level="L1"), 1, "right"),
        ("Baker", duty(level="L1"), 2, "other_role"),
        ("Baker", duty(level="Level 2"), 2, "right"),
        ("Baker", duty(level_title="Level 1"), 1, "right"),
        ("Baker", duty(group="Level 1"), 1, "right"),
        ("Baker", duty(), 1, "other_role"),
        ("Pastry Cook", duty(), 3, "right"),
        ("Pastry Cook", duty(level="L1"), 3, "other_role"),
        ("Baker", duty(), 3, "other_role"),
        ("Baker", duty(), 0, "right"),
    ],
)
def test_roles(title: str, item: Responsibility, role: int, expected: str) -> None:
    assert verdict([profile(title, responsibilities=(item,))], "responsibilities", role) == expected


def test_required_or_preferred() -> None:
    said = figures([profile(requirements=(need("required"),))], "requirements/required")
    assert (said.needs, said.needs_right, said.needs_swapped) == (1, 1, 0)
    swapped = figures([profile(requirements=(need("preferred"),))], "requirements/required")
    assert (swapped.needs, swapped.needs_right, swapped.needs_swapped) == (1, 0, 1)
    unsaid = figures([profile(requirements=(need(None),))], "requirements/required")
    assert (unsaid.needs, unsaid.needs_right, unsaid.needs_swapped) == (1, 0, 0)


def test_lines_beside_are_no_lines_of_content() -> None:
    claimed = figures([profile(skills=(SKILL,))], "furniture")
    assert (claimed.lines, claimed.beside, claimed.beside_claimed) == (0, 1, 1)
    left = figures([profile(sections=(section(None),))], "other")
    assert (left.lines, left.beside, left.beside_claimed) == (0, 1, 0)


def test_names() -> None:
    assert names_of("Baker (L4)") == {"baker l4", "l4", "baker"}
    assert names_of("Level 4") == {"level 4", "l4"}
    assert names_of("GS 13") == {"gs 13", "gs13"}
    assert names_of(None) == set()
    assert without_accents("Lieu_de Trávail") == "lieu de travail"
