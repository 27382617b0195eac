from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.catalogue.word_diff import differing, pieces


def marked(text: str, other: str) -> str:
    mine, _ = differing(text, other)
    return "".join(f"[{piece.text}]" if piece.differs else piece.text for piece in pieces(text, mine))


@pytest.mark.parametrize(
    ("one", "other", "first", "second"),
    [
        ("Bakes bread daily.", "Bakes bread daily.", "Bakes bread daily.", "Bakes bread daily."),
        ("Bakes bread daily.", "Bakes rolls daily.", "Bakes [bread] daily.", "Bakes [rolls] daily."),
        ("Bakes bread.", "Bakes bread and rolls.", "Bakes bread.", "Bakes bread [and rolls]."),
        ("5–8 yrs", "5–10 yrs", "5–[8] yrs", "5–[10] yrs"),
        ("5+ years", "5 years", "5[+] years", "5 years"),
        ("the Team's oven", "the team's oven", "the [Team's] oven", "the [team's] oven"),
        ("处理复杂任务并领导", "处理简单任务并领导", "处理[复杂]任务并领导", "处理[简单]任务并领导"),
        ("Owns it.", "Something else entirely!", "[Owns it.]", "[Something else entirely!]"),
        # a word or two in common are no common text
        ("Plans heat with masters daily.", "Sells bread with pride!",
         "[Plans heat with masters daily.]", "[Sells bread with pride!]"),
        ("", "Bakes.", "", "[Bakes.]"),
        ("", "", "", ""),
        # a short word between two differences is part of them
        ("Plans the heat of our big ovens", "Plans the cost of many big ovens",
         "Plans the [heat of our] big ovens", "Plans the [cost of many] big ovens"),
    ],
)  # fmt: skip
def test_words_that_differ(one: str, other: str, first: str, second: str) -> None:
    assert marked(one, other) == first
    assert marked(other, one) == second


def test_very_long_texts_differ_as_a_whole() -> None:
    text = "bread " * 3000
    assert marked(text + "a", text + "b") == f"[{text}a]"


WORDS = st.lists(st.sampled_from(["bread", "rolls", "of", "Bread", "5", "–", "面", "\u200bx", "it's"]), max_size=12)
TEXTS = st.builds(str.join, st.sampled_from([" ", "", "\t"]), WORDS) | st.text(max_size=30)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_pieces_are_the_text_and_what_is_not_marked_is_the_same(one: str, other: str) -> None:
    mine, theirs = differing(one, other)
    cut = [pieces(one, mine), pieces(other, theirs)]
    assert ["".join(piece.text for piece in found) for found in cut] == [one, other]
    assert all(piece.text for found in cut for piece in found)
    same = ["".join(piece.text for piece in found if not piece.differs).split() for found in cut]
    assert "".join(same[0]) == "".join(same[1])


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5))
def test_stretches_may_overlap(text: str, stretches: list[tuple[int, int]]) -> None:
    inside = [(min(pair), min(max(pair), len(text))) for pair in stretches]
    found = pieces(text, inside)
    marks = "".join(("x" if piece.differs else ".") * len(piece.text) for piece in found)
    wanted = "".join("x" if any(a <= place < b for a, b in inside) else "." for place in range(len(text)))
    assert marks == wanted
