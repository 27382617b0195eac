"""Known texts in other clothes: marks, line ends, margins, gaps and blanks of no meaning do not change the record."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read import read_text
from ingest.records import Profile
from ingest.sources.decode import decode
from round_trip.comparable import comparable

RAW = sorted((Path(__file__).parent.parent.parent / "raw").glob("*/*.txt"))
TEXTS = {path.stem: re.sub(r"\r\n?", "\n", decode(path.read_bytes()).text) for path in RAW}


def read(text: str) -> list[Profile]:
    return list(read_text(text).profiles)


BEFORE = {stem: [comparable(profile) for profile in read(text)] for stem, text in TEXTS.items()}
samples = pytest.mark.parametrize("stem", TEXTS)


def assert_same(stem: str, text: str) -> None:
    assert [comparable(profile) for profile in read(text)] == BEFORE[stem]


@samples
@pytest.mark.parametrize("mark", "-*+•–·")
def test_bullets(stem: str, mark: str) -> None:
    assert_same(stem, re.sub(r"^( *)[-*] ", rf"\1{mark} ", TEXTS[stem], flags=re.MULTILINE))


@samples
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(stem: str, end: str) -> None:
    assert_same(stem, TEXTS[stem].replace("\n", end))


@samples
@pytest.mark.parametrize("margin", ["  ", "      ", "\t"])
def test_margins(stem: str, margin: str) -> None:
    assert_same(stem, re.sub(r"^(?=[^\n])", margin, TEXTS[stem], flags=re.MULTILINE))


@samples
def test_mixed_line_ends_and_none_at_the_end(stem: str) -> None:
    lines = TEXTS[stem].rstrip("\n").split("\n")
    ends = ["\n", "\r\n", "\r"]
    assert_same(stem, "".join(line + ends[n % 3] for n, line in enumerate(lines)).rstrip("\r\n"))


@samples
def test_a_byte_order_mark_and_blanks_of_other_kinds(stem: str) -> None:
    text = re.sub(r"(?<=\w) (?=\w)", "\u00a0", TEXTS[stem])
    assert_same(stem, "\ufeff" + text)


@samples
@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\u2060", "\ufeff"])
def test_marks_without_width(stem: str, mark: str) -> None:
    assert_same(stem, re.sub(r"(?<=[a-z])(?=[a-z]{3})", mark, TEXTS[stem]))


WITHOUT_BLANKS = [stem for stem, text in TEXTS.items() if "\n\n" not in text]


# Where a list is kept as it stands, gaps in it make several of it; a wide line over a gap is no heading.
@pytest.mark.parametrize("stem", WITHOUT_BLANKS)
def test_blank_lines_between_all_lines(stem: str) -> None:
    """But those of a table: a blank line ends it."""
    lines = TEXTS[stem].split("\n")
    gaps = ["\n" if "|" in line and "|" in below else "\n\n" for line, below in pairwise(lines)]
    assert_same(stem, "".join(line + gap for line, gap in zip(lines, [*gaps, ""], strict=True)))


@pytest.mark.parametrize("stem", WITHOUT_BLANKS)
def test_blanks_at_the_ends_of_lines(stem: str) -> None:
    assert_same(stem, TEXTS[stem].replace("\n", " \t\n"))


CLOTHES: list[Callable[[str], str]] = [
    lambda text: re.sub(r"^( *)[-*] ", r"\1• ", text, flags=re.MULTILINE),
    lambda text: re.sub(r"^(?=[^\n])", "    ", text, flags=re.MULTILINE),
    lambda text: re.sub(r"(?<=\w) (?=\w)", "\u2007", text),
    lambda text: re.sub(r"(?<=[a-z])(?=[a-z]{3})", "\u200b", text),
    lambda text: text.replace("\n", "  \n"),
    lambda text: "\ufeff" + text,
]


@given(
    stem=st.sampled_from(sorted(TEXTS)),
    worn=st.lists(st.sampled_from(CLOTHES), unique=True, min_size=2),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(deadline=None)
def test_any_of_them_together(stem: str, worn: list[Callable[[str], str]], end: str) -> None:
    text = TEXTS[stem]
    for wear in worn:
        text = wear(text)
    assert_same(stem, text.replace("\n", end))
