"""Parts of a page are read by themselves, and only once: the answers are those of a reader that does neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Heading, Paragraph, Part, document
from ingest.blocks.page_parts import Memory, cut
from ingest.grammar import load_grammars
from ingest.outline.model import Placed, Section
from ingest.profiles.section_result import what_it_depends_on
from ingest.read import Reading, read_text

from .test_accounting import dump
from .test_accounting import line as any_line

RAW = Path(__file__).parents[2] / "raw"
PAGES = [path.read_text("utf-8", errors="replace") for path in sorted(RAW.rglob("*.txt"))]
MEMORIES = [Memory(0), Memory(300), Memory(100_000)]  # the last one sees every example


def sections() -> list[str]:
    """The parts of the samples, and what stands in no sample below a heading."""
    found = []
    for page in PAGES:
        lines = page.splitlines()
        found += ["\n".join(lines[first:end]) for first, end in cut(lines, None, load_grammars())]
    return sorted(set(found))


HEADINGS = ["Skills", "Focus — Night desk", "Provenance", "Level", "Title aliasesshow ▾", "skills", "Evidence | x"]
BELOW = [": what it means", "   under it", "goes on in lower case", "— as said", "======", "---", "- SQL", "", "**Go**"]
ABOVE = ["- a bullet that goes on", "A term", "| P1 | a row |", "and a sentence that", "```", "## Skills", "Scope"]
joints = st.builds("\n".join, st.tuples(*map(st.sampled_from, (ABOVE, HEADINGS, BELOW))))
pages = st.builds("\n".join, st.lists(st.sampled_from(sections()) | joints | any_line, min_size=1, max_size=8))


@settings(max_examples=300, deadline=None)
@given(pages | dump)
def test_what_is_remembered_changes_no_answer(text: str) -> None:
    readings = [_read(text, memory) for memory in MEMORIES]
    assert readings[0] == readings[1] == readings[2]
    assert readings[2] == _read(text, MEMORIES[2]), "a second time"


@settings(max_examples=300, deadline=None)
@given(pages | dump)
def test_parts_are_read_as_in_the_whole_page(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "cut", lambda page, *_: [(0, len(page))])
        whole = _read(text, Memory(0))
    parted = _read(text, Memory(0))
    assert parted.document.blocks == whole.document.blocks
    assert parted.profiles == whole.profiles
    assert parted.owners == whole.owners


@settings(max_examples=200, deadline=None)
@given(pages, st.integers(0, 40), st.sampled_from(["", "A line.", "# Baker", "Miller — P3"]))
def test_a_part_says_the_same_wherever_it_is_on_its_page(text: str, above: int, line: str) -> None:
    moved = f"{line}\n" * above + text
    _read(text, MEMORIES[2])
    assert _read(moved, MEMORIES[2]) == _read(moved, Memory(0))


def test_a_line_more_at_the_top_costs_no_part_but_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGES[0]
    memory, read = Memory(100_000), []
    whole = document._read
    monkeypatch.setattr(document, "_read", lambda *given: read.append(given) or whole(*given))
    assert _read(text, memory).profiles
    parts = len(read)
    _read(f"Tools and menus\n{text}", memory)
    assert parts > 3
    assert len(read) == parts + 1


def test_no_line_is_not_an_empty_line() -> None:
    memory = Memory(100)
    assert [len(_read(text, memory).owners) for text in ("", "\x1f", "")] == [0, 1, 0]


def test_what_a_section_is_below_is_no_matter_of_its_text() -> None:
    heading = Heading("Odd matters", None, "bare", 5, 5)
    part = Part((heading, Paragraph("Some words.", 7, 7)), 5, 7)
    section = Section(heading, part.blocks[1:], path=("Baker",))
    elsewhere = Part(part.blocks, 3, 5)
    below, other = Placed(section, part, (0,), 0), Placed(section._replace(path=("Miller",)), part, (0,), 0)
    assert what_it_depends_on(below) == what_it_depends_on(below._replace(number=4))
    assert what_it_depends_on(below) != what_it_depends_on(other)
    assert what_it_depends_on(below) != what_it_depends_on(below._replace(part=elsewhere))


def test_a_part_is_kept_until_others_take_its_place() -> None:
    memory = Memory(100)
    text = "Skills\n- SQL\n- Excel"
    first = _blocks(text, memory)
    assert _blocks(text, memory)[0] is first[0]
    for number in range(20):
        _blocks(f"Skills\n- SQL {number}", memory)
    assert _blocks(text, memory)[0] is not first[0]


def test_samples_are_cut_at_their_headings() -> None:
    page = (RAW / "data" / "data-pipelines-p4.txt").read_text("utf-8").splitlines()
    starts = [page[first] for first, _ in cut(page, None, load_grammars())]
    assert "Skills" in starts
    assert "Provenance" in starts


def _read(text: str, memory: Memory) -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "MEMORY", memory)
        return read_text(text)


def _blocks(text: str, memory: Memory) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "MEMORY", memory)
        return document.read_blocks(text).parts


@pytest.mark.parametrize("texts", [("", "\x1f"), ("\x1f", "")])
def test_a_page_without_lines_and_one_with_a_blank_line_share_no_part(texts: tuple[str, str]) -> None:
    for text in texts:
        reading = read_text(text)
        assert len(reading.owners) == len(reading.document.lines)
