"""The same page through seven other tools: the records agree wherever the tool kept the content.

What each tool destroyed stands in `LOST`, field by field; everything else has to be as on the reference dump.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.read import read_text
from ingest.records import Profile

STATED = [(f"P{n}", "stated", f"Title {n}") for n in range(1, 6) for _ in range(5)]
INFERRED = [(f"P{n}", "inferred", None) for n in range(1, 6) for _ in range(5)]
CARDS = [("Product Support — P5", 0.1, "strong"), ("Product Support — P3", 0.1, "strong")]

# Per dialect: what it keeps beyond the reference dump, what it lost, and which lines state the description.
DIALECTS: dict[str, dict[str, Any]] = {
    "html2text-nowrap": {"levels": STATED, "cards": CARDS, "description": [7, 9, 13]},
    "inscriptis": {"levels": STATED, "cards": CARDS, "description": [7, 9, 13], "skills": "glued into one line"},
    "markdownify-atx": {"levels": STATED, "cards": CARDS, "description": [7, 9, 13]},
    "trafilatura-1.12.2-txt": {"levels": INFERRED, "cards": [], "description": [3, 4, 6]},
    "trafilatura-2.0.0-markdown": {"levels": INFERRED, "cards": [], "description": [5, 7, 11]},
    "trafilatura-2.1.0-txt": {"levels": INFERRED, "cards": [], "description": [3, 4, 6]},
    "trafilatura-2.2.0-txt": {"levels": INFERRED, "cards": [], "description": [3, 5]},  # repeated paragraph dropped
}
SAME = ("code", "title", "name", "path", "description", "title_aliases", "intros")


def read(path: Path) -> Profile:
    (profile,) = read_text(path.read_text(encoding="utf-8")).profiles
    return profile


@pytest.fixture(scope="module")
def reference(real_dumps: Path) -> Profile:
    return read(real_dumps / "profiles" / "product-support-p4.txt")


def without_lines(value: Any) -> Any:
    """Plain values without anything that names lines or repeats them."""
    if isinstance(value, dict):
        return {k: without_lines(v) for k, v in value.items() if k not in ("span", "spans", "raw")}
    return [without_lines(item) for item in value] if isinstance(value, list | tuple) else value


def test_every_dialect_is_listed(real_dumps: Path) -> None:
    assert sorted(path.stem for path in (real_dumps / "dialects").glob("*.txt")) == sorted(DIALECTS)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_dialect(dialect: str, real_dumps: Path, reference: Profile) -> None:
    expected = DIALECTS[dialect]
    profile = read(real_dumps / "dialects" / f"{dialect}.txt")
    for field in SAME:
        assert getattr(profile, field) == getattr(reference, field), field
    assert [span.line_start for span in profile.spans["description"]] == expected["description"]
    assert [(r.level, r.level_basis, r.level_title) for r in profile.responsibilities] == expected["levels"]
    assert [r.text for r in profile.responsibilities] == [r.text for r in reference.responsibilities]
    assert [(a.title, a.distance, a.band) for a in profile.adjacent_roles] == expected["cards"]
    for field in ("level", "focus", "guidelines", "provenance", "classifications"):
        ours, theirs = (without_lines(p.model_dump()[field]) for p in (profile, reference))
        assert ours == theirs, field
    assert "W503" in {d.code for d in profile.diagnostics}
    if "skills" in expected:
        assert profile.skills == ()
        assert [section.heading for section in profile.sections] == ["Skills"]
        assert "W406" in {d.code for d in profile.diagnostics}
    else:
        assert without_lines(profile.model_dump()["skills"]) == without_lines(reference.model_dump()["skills"])
        assert profile.sections == ()


CAREER = Path("corpora") / "career-framework"


def test_career_pages(real_dumps: Path) -> None:
    """Another company's pages: title, level, every bullet a duty under its headings or kept there, nothing lost."""
    paths = sorted(path for path in (real_dumps / CAREER).glob("*.txt") if path.stem != "overview")
    assert len(paths) == 16
    for path in paths:
        text = path.read_text(encoding="utf-8")
        profile = read(path)
        first = text.splitlines()[0]
        assert (profile.title, profile.code) == (first, None)
        assert profile.level is not None
        assert first == f"{profile.level.code} {profile.name}"
        bullets = [item for section in profile.sections for block in section.blocks for item in block.items]
        read_ones = sorted([*bullets, *profile.responsibilities], key=lambda item: item.span.line_start)
        assert [item.text for item in read_ones] == [line[2:] for line in text.splitlines() if line[:2] in ("- ", "* ")]
        assert all(duty.group for duty in profile.responsibilities)
        assert all(section.heading for section in profile.sections)
        assert {s.path_basis for s in profile.sections if s.path} <= {"inferred"}


def test_paths_of_bare_headings(real_dumps: Path) -> None:
    profile = read(real_dumps / CAREER / "m4_engineering_manager.txt")
    paths = {section.heading: section.path for section in profile.sections}
    assert paths["Ownership"] == ("🏆 Results",)
    assert paths["Agility"] == ("🌟 Direction",)
    assert paths["🌟 Direction"] == ()


def test_an_overview_is_no_profile(real_dumps: Path) -> None:
    reading = read_text((real_dumps / CAREER / "overview.txt").read_text(encoding="utf-8"))
    assert not reading.is_profile
