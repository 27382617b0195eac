"""Nothing is lost and nothing raises: on any text, every visible line has exactly one owner."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read import Reading, read_text
from ingest.text.normalise import split_lines

MARKS = ["", "- ", "* ", "  - ", "1. ", "# ", "## ", "| ", ": ", "    ", "\t", "```", "**", "> ", "\ufeff", "\u200b"]
WORDS = [
    "Claims — P4", "C.H.P4", "Skills", "Level — P4 — Senior", "Responsibilities by level", "Level guidelines", "P1",
    "P2Analyst", "Adjacent roles", "Title aliasesshow ▾", "Classification mappings", "O*NET / SOC",
    "code=43-4051source=x", "Provenance", "Scope", "Autonomy", "5–8 yrs", "| Level | Knowledge | Years |",
    "|---|---|---|", "| P1 | Knows. | 0–1 years |", "---", "===", "Focus — X", "A sentence that ends in a stop.",
    "None recorded yet.", "0.10", "strong", "Claims — P50.10strong", "Home", "-", "**bold**", "a | b", "`a | b`",
    "日本語の見出し", "\u2028", "\x0c", "\x85", "ScopeA regionAutonomyHighImpactWide",
    "<table>", "<tr><td>P1</td><td>Knows.", "<caption>Crates</caption>", "</table>", "+---+---+", "a  b", "--- ---",
]  # fmt: skip
line = st.builds(
    lambda mark, text, end: mark + text + end,
    st.sampled_from(MARKS),
    st.sampled_from(WORDS) | st.text(max_size=30),
    st.sampled_from(["", "|", " ", "."]),
)
dump = st.builds(
    lambda lines, end: end.join(lines), st.lists(line, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
)


def unowned(reading: Reading) -> list[int]:
    return [
        n
        for n, (text, owner) in enumerate(zip(reading.document.lines, reading.owners, strict=True), 1)
        if text.strip() and not owner
    ]


@settings(max_examples=400, deadline=None)
@given(dump | st.text(max_size=400))
def test_every_line_of_any_text_is_owned(text: str) -> None:
    reading = read_text(text)
    assert len(reading.owners) == len(reading.document.lines)
    assert unowned(reading) == []
    for profile in reading.profiles:
        assert 1 <= profile.source.line_start <= max(1, profile.source.line_end)


@settings(max_examples=200, deadline=None)
@given(dump)
def test_reading_is_deterministic_and_lines_are_an_editors(text: str) -> None:
    one, two = read_text(text), read_text(text)
    assert one == two
    bare = text[1:] if text.startswith("\ufeff") else text
    assert len(one.document.lines) == len(split_lines(bare))


@settings(max_examples=200, deadline=None)
@given(dump)
def test_spans_stay_inside_the_dump(text: str) -> None:
    reading = read_text(text)
    last = len(reading.document.lines)
    for profile in reading.profiles:
        for item in (*profile.responsibilities, *profile.skills, *profile.guidelines, *profile.sections):
            assert 1 <= item.span.line_start <= item.span.line_end <= last
        for diagnostic in profile.diagnostics:
            assert 1 <= diagnostic.span.line_start <= diagnostic.span.line_end <= max(last, 1)


def test_the_heading_of_a_list_inside_a_section_that_goes_on_below_it_is_owned() -> None:
    reading = read_text(
        "JOB DETAILS\n===========\n\nSalary: $77,840 Annually\nLocation: Ely\nJob Type: Full Time\n\nBENEFITS:\n"
        "  - Medical cover\n  - Life insurance\n  - Parental leave\n\nFor more please visit our page.\n"
    )
    assert unowned(reading) == []
    assert reading.owners[7] == "structure"


def test_every_line_of_the_samples_is_owned(raw: Path) -> None:
    paths = sorted(raw.rglob("*.txt"))
    assert len(paths) >= 20
    for path in paths:
        data = path.read_bytes()
        text = data.decode("cp1252") if path.name == "month-end-close-p2.txt" else data.decode("utf-8")
        reading = read_text(text)
        assert unowned(reading) == [], path
        assert reading.is_profile, path


def test_every_line_of_the_real_dumps_is_owned(real_dumps: Path) -> None:
    paths = sorted(real_dumps.rglob("*.txt"))
    assert len(paths) >= 20
    for path in paths:
        assert unowned(read_text(path.read_text(encoding="utf-8"))) == [], path


@pytest.mark.parametrize("line", ["\\", "&nbsp;", "&nbsp;&#32;", "&#8203;", "<!-- x -->", "{:.x}", "  \\ "])
def test_lines_that_show_nothing_have_an_owner(line: str) -> None:
    for text in (f"{line}\n", f"Baker — P2\nA.B.P2\nSkills\n{line}\n- Kneading\n"):
        reading = read_text(text)
        assert all(
            bool(shown.strip()) == bool(owner)
            for shown, owner in zip(text.split("\n")[:-1], reading.owners, strict=True)
        )
