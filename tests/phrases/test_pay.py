"""Pay: every text of `pay.txt`, and what holds for any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar import PayPhrase, load_grammars

LINES = [
    line.partition("=>")
    for line in (Path(__file__).parent / "pay.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = """
    $ £ € USD EUR CAD kr 1 25 45 500 45k 70,000 80.000 1.234,56 25.50 2M 600万円 10% 2026 - – to up from between and + ,
    ; : . ( ) / a an per year month hour annual hourly salary gross budget bonus plus or more minimum about p.a. GS-9
"""
TIMES = (1, 1_000, 10_000, 1_000_000)


@pytest.mark.parametrize(("text", "expected"), [(text.strip(), said.strip()) for text, _, said in LINES])
def test_text(text: str, expected: str) -> None:
    assert "; ".join(map(_said, load_grammars().read_pay(text))) == expected


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=12), st.sampled_from(("", " ")))
def test_nothing_is_made_up(pieces: list[str], by: str) -> None:
    text = by.join(pieces)
    figures = {re.sub(r"\D", "", figure) for figure in re.findall(r"\d[\d.,' ]*", text)}
    stated = {float(digits[:n]) / 10**d for digits in figures for n in range(1, len(digits) + 1) for d in range(3)}
    stated |= {float(digits[at:]) / 10**d for digits in figures for at in range(len(digits)) for d in range(3)}
    for pay in load_grammars().read_pay(text):
        assert pay.text in text
        for number in (pay.min, pay.max):
            assert number is None or any(number == pytest.approx(one * times) for one in stated for times in TIMES)
        if pay.currency is not None:
            assert re.search("[$£€円]|USD|EUR|CAD", pay.text)
        if pay.period is not None:
            assert re.search("year|month|hour|annual|p\\.a\\.|/ ?an", text)


@given(st.text(alphabet=st.sampled_from("0123456789 $€k,.-–to/年万円()+\n")))
def test_any_text_is_read(text: str) -> None:
    for pay in load_grammars().read_pay(text):
        assert pay.min is None or pay.max is None or pay.min <= pay.max


def _said(pay: PayPhrase) -> str:
    low, high = (None if number is None else f"{number:.10g}" for number in (pay.min, pay.max))
    if low is None and high is None:
        amount = "?"
    else:
        amount = f"{low}+" if high is None else f"-{high}" if low is None else low if low == high else f"{low}-{high}"
    return " ".join(part for part in (amount, pay.currency, pay.period) if part)
