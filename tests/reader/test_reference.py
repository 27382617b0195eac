"""The real dump: counts, codes and digests. Its text stays where it is; the twin in `raw/` has the golden record."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from ingest.read import Reading, read_text
from ingest.records import Profile, Span


@pytest.fixture(scope="module")
def reading(real_dumps: Path) -> Reading:
    return read_text((real_dumps / "profiles" / "product-support-p4.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def profile(reading: Reading) -> Profile:
    (profile,) = reading.profiles
    return profile


def digest(*texts: str | None) -> str:
    return hashlib.sha256("\n".join(text or "" for text in texts).encode()).hexdigest()[:16]


def test_identity(profile: Profile) -> None:
    assert profile.code == "PRODUC9.PRODUCTSF29F.P4"
    assert profile.path == ("PRODUC9", "PRODUCTSF29F")
    assert profile.level is not None
    assert (profile.level.code, profile.level.track, profile.level.rank) == ("P4", "P", 4)
    assert profile.level.name == "Senior Professional"
    assert profile.name == "Product Support"
    assert profile.focus is not None
    assert profile.focus.name == "Product Support"


def test_description_once_with_three_spans(profile: Profile) -> None:
    assert [span.line_start for span in profile.spans["description"]] == [3, 4, 6]
    assert digest(profile.description) == "099acddc2d44190c"
    assert profile.focus is not None
    assert profile.focus.description == profile.description


def test_responsibilities(profile: Profile) -> None:
    assert [r.level for r in profile.responsibilities] == [f"P{n}" for n in range(1, 6) for _ in range(5)]
    assert {r.level_basis for r in profile.responsibilities} == {"inferred"}
    assert [r.span.line_start for r in profile.responsibilities] == list(range(9, 34))
    assert digest(*(r.text for r in profile.responsibilities)) == "a4232a8383df2555"


def test_guidelines(profile: Profile) -> None:
    assert [g.level for g in profile.guidelines] == ["P1", "P2", "P3", "P4", "P5"]
    for guideline in profile.guidelines:
        assert None not in (
            guideline.knowledge_application,
            guideline.complexity_problem_solving,
            guideline.collaboration_interaction,
            guideline.degree_experience,
        )
    years = [[(e.min_years, e.max_years, e.qualification) for e in g.experience] for g in profile.guidelines]
    assert years == [
        [(0, 1, None)],
        [(2, None, None)],
        [(5, None, "bachelor's"), (3, None, "master's")],
        [(8, None, None)],
        [(12, None, None)],
    ]


def test_skills(profile: Profile) -> None:
    assert len(profile.skills) == 10
    assert [(s.name, s.qualifier) for s in profile.skills if s.qualifier] == [("Communication", "dual-language")]
    assert all(s.description and s.span.line_end == s.span.line_start + 1 for s in profile.skills)
    assert digest(*(s.description for s in profile.skills)) == "136c992036eb86bf"


def test_level_block(profile: Profile) -> None:
    level = profile.level
    assert level is not None
    named = (level.scope, level.autonomy, level.complexity, level.impact, level.decision_rights, level.leadership)
    assert digest(*named) == "46b1a82886d61d3c"
    assert level.other == {}
    assert level.typical_experience is not None
    assert (level.typical_experience.min_years, level.typical_experience.max_years) == (5, 8)


def test_evidence(profile: Profile) -> None:
    assert profile.provenance is not None
    assert (profile.provenance.scale_min, profile.provenance.scale_max, profile.provenance.pass_mark) == (1, 5, 4)
    assert profile.adjacent_roles == ()
    assert profile.intros["adjacent_roles"]
    assert profile.title_aliases == ()
    (mapping,) = profile.classifications
    assert (mapping.scheme, mapping.code, mapping.source) == ("O*NET / SOC", "43-4051", "jfm-factory.resolve")
    assert mapping.span == Span(line_start=89, line_end=89)


def test_what_is_said_of_it(profile: Profile) -> None:
    assert [(d.code, d.span.line_start) for d in profile.diagnostics] == [
        ("W401", 9),
        ("W503", 81),
        ("I601", 86),
        ("W405", 89),
    ]


def test_all_lines_owned(reading: Reading) -> None:
    assert len(reading.owners) == 89
    assert "" not in reading.owners
    assert profile_sections_are_empty(reading)


def profile_sections_are_empty(reading: Reading) -> bool:
    return all(profile.sections == () for profile in reading.profiles)
