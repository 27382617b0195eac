"""Reviews of whatever there may be: total, reproducible, from a record as from its JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest
from ingest.panel import DIMENSIONS, KINDS, Review, review
from ingest.panel.model import SEVERITIES
from ingest.panel.scoring import score
from ingest.read import read_text
from ingest.records import Profile
from ingest.sources.decode import decode
from ingest.tables import to_tables
from tables.sample import profile as sample

LINES = st.sampled_from(
    [
        "Baker — P2", "BREAD1.OVENS2.P2", "BREAD1.OVENS2.P3", "Skills", "- SQL", "Level guidelines", "Adjacent roles",
        "| Level | Knowledge & Application | Typical Degree & Years |", "|---|---|---|", "| P1 | a | 2 years |",
        "| P2 | a | 1+ years |", "| P2 |  | x |", "Responsibilities by level", "P1", "P2", "- Weighs flour.",
        "Level — P3 — Master", "- Scope", "- One oven", "- Typical experience", "- 5–8 yrs", "Provenance",
        "Every layer is sourced (1–5; passes at ≥4).", "- Fidelity 9", "Classification mappings", "O*NET / SOC",
        "- code=51-3011source=x", "- 51–30", "Title aliases", "", "Focus — Ovens",
        "A sentence that says something here.",
    ]
)  # fmt: skip


def check(profile: Profile) -> Review:
    """What holds of every review."""
    found = review(profile)
    assert found == review(Profile.model_validate_json(profile.model_dump_json()))
    assert [*found.scores] == [*DIMENSIONS]
    given = {name: value for name, value in found.scores.items() if value is not None}
    assert given == {name: value for name, value in score(found.findings).items() if name in given}
    assert [name for name in DIMENSIONS if name not in given] == list(found.not_applicable)
    assert found.minimum == min(given.values())
    last = profile.source.line_end
    for finding in found.findings:
        assert finding.id in KINDS, finding
        assert finding.id != "panel.checker-failed", finding.message
        assert finding.dimensions[0] == finding.id.partition(".")[0]
        assert all(1 <= span.line_start <= span.line_end <= last for span in finding.spans)
        assert finding.spans
        assert all(found.scores[name] < 5 and name not in found.not_applicable for name in finding.dimensions)
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=40).map("\n".join))
def test_pages_of_any_lines(text: str) -> None:
    for profile in read_text(text).profiles:
        check(profile)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for profile in read_text(text).profiles:
        check(profile)


def test_the_samples(raw: Path) -> None:
    for path in sorted(raw.rglob("*.txt")):
        for profile in read_text(decode(path.read_bytes()).text).profiles:
            assert check(profile).findings


def test_a_record_written_by_hand() -> None:
    check(sample())
    check(sample(None))
    assert ingest.review(sample()) == review(sample())


def test_the_reference_fails(real_dumps: Path) -> None:
    found = check(ingest.parse((real_dumps / "profiles/product-support-p4.txt").read_text("utf-8")))
    assert not found.passes()
    assert dict(found.scores) == {
        "fidelity": 4, "completeness": 5, "consistency": 3, "progression": 5, "classification": 4, "provenance": 3,
    }  # fmt: skip
    lines = {finding.id: [(span.line_start, span.line_end) for span in finding.spans] for finding in found.findings}
    assert lines["consistency.experience-disagrees"] == [(81, 82), (41, 41)]
    assert lines["consistency.section-empty"] == [(84, 84)]
    assert lines["provenance.sources-missing"] == lines["provenance.scores-missing"] == [(66, 66)]


def test_the_pages_of_another_company(real_dumps: Path) -> None:
    paths = [path for path in sorted((real_dumps / "corpora/career-framework").glob("*.txt")) if "_" in path.name]
    assert paths
    for path in paths:
        found = check(ingest.parse(path.read_text("utf-8")))
        assert found.passes(), path.name
        assert {"progression", "classification", "provenance"} <= found.not_applicable.keys()


@pytest.mark.parametrize(
    ("severities", "value"),
    [
        ([], 5),
        (["note"], 5),
        (["minor", "minor"], 4),
        (["minor", "major", "major"], 3),
        (["critical", "minor"], 2),
        (["critical", "critical"], 1),
        (["fatal"], 1),
    ],
)
def test_the_worst_finding_decides(severities: list[str], value: int) -> None:
    by_severity = {kind.severity: id for id, kind in KINDS.items()}
    assert set(by_severity) == set(SEVERITIES)
    from ingest.panel import find

    findings = [find(by_severity[severity], []) for severity in severities]  # type: ignore[index]
    touched = {name for finding in findings for name in finding.dimensions}
    scores = score(findings)
    assert min([*scores.values()]) == value
    assert all(scores[name] == 5 for name in DIMENSIONS if name not in touched)


def test_identity_is_that_of_the_tables() -> None:
    text = "Baker — P1\nA.B.P1\nSkills\n- Kneading\n\nBaker — P2\nA.B.P2\nSkills\n- Baking\n"
    profiles = ingest.parse_all(text)
    ids = to_tables(profiles)["profiles"]["profile_id"].to_pylist()
    assert [review(profile).profile_id for profile in profiles] == ids


def test_what_can_be_reviewed() -> None:
    assert ingest.review("Baker — P1\nA.B.P1\n").code == "A.B.P1"
    with pytest.raises(ingest.ParseError):
        ingest.review("  ")
    with pytest.raises(TypeError, match="a text"):
        ingest.review(3)  # type: ignore[arg-type]


def test_a_page_of_ten_thousand_findings() -> None:
    bullets = "".join(f"- code=51-9{number:04d} source=guild\n" for number in range(10_000))
    profile = ingest.parse("Baker — P2\nA.B.P2\nClassification mappings\nO*NET / SOC\n" + bullets)
    found = check(profile)
    assert sum(finding.id == "classification.code-malformed" for finding in found.findings) == 10_000
    assert all(len(finding.spans) == 10_000 for finding in found.findings if finding.id.endswith("version-missing"))


def test_an_encoding_that_no_bytes_prove(raw: Path) -> None:
    data = (raw / "finance-operations/month-end-close-p2.txt").read_bytes()
    decoded = decode(data)
    (profile,) = read_text(decoded.text, noticed=decoded.findings).profiles
    (finding,) = [one for one in check(profile).findings if one.id == "fidelity.encoding-assumed"]
    assert finding.message.startswith("encoding assumed: cp1252")
    (profile,) = read_text(decoded.text).profiles
    assert "fidelity.encoding-assumed" not in {one.id for one in check(profile).findings}
