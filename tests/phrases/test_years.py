"""Years of experience: every phrase of `years.txt`, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar import Years, load_grammars

LINES = [
    line.partition("=>")
    for line in (Path(__file__).parent / "years.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = """
    0 1 2 3 5 7 10 12 18 20 99 100 1.5 ½ ² ( ) + - – … ~ / , . ; : or and to of the at least more than up in a an one
    three half years year yrs months old age within last every contract college experience preferred Grade GS-9 $ 3年
    以上 ans Jahre bis años with degree minimum maximum about plus
"""
PIECES = st.sampled_from(WORDS.split())


@pytest.mark.parametrize(("phrase", "expected"), [(phrase.strip(), said.strip()) for phrase, _, said in LINES])
def test_phrase(phrase: str, expected: str) -> None:
    assert "; ".join(map(_said, load_grammars().years(phrase))) == expected


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=14).flatmap(lambda pieces: st.sampled_from(("", " ")).map(lambda by: by.join(pieces))))
def test_no_number_is_made_up(text: str) -> None:
    figures = {float(figure.replace(",", ".")) for figure in re.findall(r"\d+(?:[.,]\d+)?|\.\d+", text)}
    for years in load_grammars().years(text):
        if years is None:
            continue
        assert years.text in text
        for number in (years.min_years, years.max_years):
            if number:  # up to 2 years begins at 0
                assert _is_in(number, figures, text)


def _is_in(number: float, figures: set[float], text: str) -> bool:
    """Whether a text states a number: as it is, in months, in words, with a half, or as a sum of years and months."""
    stated = {*figures, *({1.0} if re.search("one|an?", text) else ()), *({3.0} if "three" in text else ())}
    stated |= {0.5} if "half" in text or "½" in text else set()
    stated |= {value + 0.5 for value in stated} if "½" in text else set()
    stated |= {int(digits) for figure in re.findall(r"\d+", text) for digits in (figure[:1], figure[:2])}
    months = {round(value / 12, 2) for value in stated}
    return number in stated or number in months or any(number == a + b for a in stated for b in months)


@given(st.text(alphabet=st.sampled_from("0123456789 years+-–()½年月の,.;a\n\t")))
def test_any_text_is_read(text: str) -> None:
    for years in load_grammars().years(text):
        assert years is None or years.max_years is None or (years.min_years or 0) <= years.max_years


def _said(years: Years | None) -> str:
    if years is None:
        return "?"
    low, high = f"{years.min_years:g}", "" if years.max_years is None else f"{years.max_years:g}"
    said = f"{low}+" if not high else high if low == high else f"-{high}" if low == "0" else f"{low}-{high}"
    said = f"min {low}" if years.is_asked else said
    return f"{said} ({years.qualification})" if years.qualification else said
