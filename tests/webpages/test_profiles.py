"""Whole pages to records."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import ingest
from ingest.read import read_text

ATTRIBUTES = ("scope", "autonomy", "complexity", "impact", "decision_rights", "leadership", "typical_experience")


def unowned(text: str) -> list[str]:
    reading = read_text(text)
    return [
        line for line, owner in zip(reading.document.lines, reading.owners, strict=True) if line.strip() and not owner
    ]


def test_the_real_page(real_dumps: Path) -> None:
    html = (real_dumps / "html" / "product-support-p4.html").read_text("utf-8")
    profile = ingest.parse(html)
    assert profile.source.format == "html"
    labels = Counter((r.level, r.level_basis, r.level_title) for r in profile.responsibilities)
    assert labels == {(f"P{n}", "stated", f"Title {n}"): 5 for n in range(1, 6)}
    assert [(g.level, bool(g.degree_experience), g.unplaced) for g in profile.guidelines] == [
        (f"P{n}", True, ()) for n in range(1, 6)
    ]
    assert len(profile.skills) == 10
    assert all(skill.description for skill in profile.skills)
    assert [skill.qualifier for skill in profile.skills if skill.qualifier] == ["dual-language"]
    assert profile.level is not None
    assert all(getattr(profile.level, attribute) for attribute in ATTRIBUTES)
    assert [(role.title[-2:], role.distance, role.band) for role in profile.adjacent_roles] == [
        ("P5", 0.1, "strong"), ("P3", 0.1, "strong"),
    ]  # fmt: skip
    assert [(c.scheme, c.code) for c in profile.classifications] == [("O*NET / SOC", "43-4051")]
    assert profile.title_aliases == ()
    assert profile.sections == ()
    assert unowned(html) == []


def test_the_page_says_what_its_dump_says(real_dumps: Path) -> None:
    """All that the extractor kept is the same; what it lost the page has."""
    page = ingest.parse((real_dumps / "html" / "product-support-p4.html").read_text("utf-8"))
    dump = ingest.parse((real_dumps / "profiles" / "product-support-p4.txt").read_text("utf-8"))
    for field in ("code", "title", "path", "description", "title_aliases"):
        assert getattr(page, field) == getattr(dump, field), field
    assert [(r.level, r.text) for r in page.responsibilities] == [(r.level, r.text) for r in dump.responsibilities]
    assert [(s.name, s.description) for s in page.skills] == [(s.name, s.description) for s in dump.skills]
    assert page.intros.keys() == dump.intros.keys()


def test_our_own_page(raw: Path) -> None:
    html = (raw / "customer-success" / "renewal-desk-p3.html").read_text("utf-8")
    profile = ingest.parse(html)
    assert Counter((r.level, r.level_basis) for r in profile.responsibilities) == {
        (f"P{n}", "stated"): 3 for n in range(1, 6)
    }
    assert profile.responsibilities[6].level_title == "Desk Specialist"
    first, _, third, fourth, _ = profile.guidelines
    assert first.complexity_problem_solving is None
    assert first.collaboration_interaction == "Asks the clerk at the next table."
    assert third.complexity_problem_solving == "Splits tangled orders; Names the open decision"
    assert fourth.complexity_problem_solving == "Designs a path where none was: order | approval | signature."
    assert [(s.name, s.description is None) for s in profile.skills][2] == ("Deadline sense", True)
    assert profile.level is not None
    assert all(getattr(profile.level, attribute) for attribute in ATTRIBUTES)
    assert [(role.title, role.distance, role.band) for role in profile.adjacent_roles] == [
        ("Renewal Desk — P4", 0.1, "strong"), ("Contract Renewals — P3", 0.24, "partial"),
    ]  # fmt: skip
    assert [alias.title for alias in profile.title_aliases] == ["Contract Desk Specialist", "Order Desk Specialist"]
    assert Counter(d.code for d in profile.diagnostics) == {"I602": 1, "W305": 1, "W416": 1, "W425": 1}
    assert profile.sections == ()
    assert unowned(html) == []


def test_spans_name_the_lines_of_the_file(raw: Path) -> None:
    html = (raw / "customer-success" / "renewal-desk-p3.html").read_text("utf-8")
    (profile,) = read_text(html).profiles
    assert [skill.span.line_start for skill in profile.skills] == [74, 75, 76, 77, 78]
    for skill in profile.skills:
        (line,) = html.split("\n")[skill.span.line_start - 1 : skill.span.line_end]
        assert skill.name in line
        assert skill.description is None or skill.description in line
    rows = [(row.span.line_start, row.span.line_end) for row in profile.guidelines]
    assert rows == [(58, 59), (60, 61), (62, 64), (65, 66), (67, 68)]
    assert (profile.source.line_start, profile.source.line_end) == (12, 100)
    found = {one.code: one.span.model_dump() for one in profile.diagnostics}
    assert found["W305"] == {"line_start": 76, "line_end": 76, "col_start": 5, "col_end": 18}


@pytest.mark.parametrize("text", ["\\", "\\\\", "C:\\bread", "a\\*b", "ends\\", "a \\| b"])
def test_backslashes_are_those_of_the_page(text: str) -> None:
    profile = ingest.parse(
        f"<html><body><h1>Baker</h1><h2>Responsibilities</h2><ul><li>Bakes.</li><li>{text}</li></ul>"
        f"<h2>Level guidelines</h2><table><tr><th>Level</th><th>Craft</th></tr><tr><td>P1</td><td>{text}</td></tr>"
        "<tr><td>P2</td><td>b</td></tr></table></body></html>"
    )
    assert [duty.text for duty in profile.responsibilities] == ["Bakes.", text]
    assert profile.guidelines[0].other == {"Craft": text}
