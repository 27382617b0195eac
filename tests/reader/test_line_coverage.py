"""How much of a page is understood: each content line is typed, kept or undecided, and none twice."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ingest.line_coverage import Coverage, coverage
from ingest.read import read_text

PAGE = """\
Baker — P2
BREAD.OVEN.P2

Skills
- Kneading
- Works the dough.

Zyzzyva of the month
Nobody knows what this is.
It has two lines.
"""


def test_a_page_with_a_heading_that_no_rule_knows() -> None:
    found = coverage(read_text(PAGE))
    assert found.undecided == 2
    assert found.unknown_headings == 1
    assert found.kept == 0
    assert found.lines == found.typed + 2
    assert found.typed >= 2


def test_a_section_with_a_kind_is_decided() -> None:
    reading = read_text(PAGE)
    [profile] = reading.profiles
    sections = tuple(section.model_copy(update={"kind": "benefits"}) for section in profile.sections)
    known = reading._replace(as_read=(profile.model_copy(update={"sections": sections}),))
    before = coverage(reading)
    assert coverage(known) == before._replace(kept=2, undecided=0, unknown_headings=0)


@given(st.text(max_size=300))
def test_every_content_line_is_counted_once(text: str) -> None:
    reading = read_text(text)
    found = coverage(reading)
    assert min(found) >= 0
    assert found.lines == sum(owner not in ("", "structure", "furniture") for owner in reading.owners)


def test_the_samples_add_up(raw: Path) -> None:
    whole = Coverage()
    for path in sorted((raw / "data").iterdir()):
        whole = whole.plus(coverage(read_text(path.read_text("utf-8"))))
    assert whole.lines == whole.typed + whole.kept + whole.undecided
    assert whole.typed > 0.9 * whole.lines
