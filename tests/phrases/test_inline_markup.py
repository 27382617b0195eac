"""Inline marks: what a reader of the page sees, for the texts below and for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.grammar import load_grammars

SHOWN = {
    "**Baker** of _bread_": "Baker of bread",
    "***both*** and ** neither": "both and ** neither",
    "**bold *and italic* bold**": "bold and italic bold",
    "snake_case, 2*3*4, O*NET, A*STAR and my__init__too": "snake_case, 2*3*4, O*NET, A*STAR and my__init__too",
    r"O\*NET and \[brackets\]": "O*NET and [brackets]",
    "`SQL` and ``a`b``": "SQL and a`b",
    "`*not emphasis*`": "*not emphasis*",
    "[**bread**](https://example.org/a_(b))": "bread",
    "[![P1](b.png)](c) Bread [of rye][rye]": "P1 Bread of rye",
    "Fish &amp; chips&nbsp;&lt;3 &unknown; R&D": "Fish & chips <3 &unknown; R&D",
    "1<sup>st</sup>, m<sup>2</sup>, 5<sup>2</sup> years": "1st, m², 5² years",
    "Bakes<br/>bread <b>daily</b> <unknown>": "Bakes bread daily <unknown>",
    "Bakes ~~cakes~~ <del>pies</del> bread": "Bakes bread",
    "[x] Bakes": "Bakes",
    "Bakes [x] often": "Bakes [x] often",
    "Bread[^1] <!-- and cake --> {: .wide}": "Bread",
    "> Bakes bread": "Bakes bread",
    "> 5 years": "> 5 years",
    "::: {.note}": "",
    "{{< film 12 >}}": "",
    '![a mill](mill.png) <img src="x" alt="P2"> <iframe src="y"></iframe>': "a mill P2",
    "all**14**Sites, **of**3 and H**2**O": "all 14 Sites, of 3 and H2O",
    "Bread*": "Bread*",
    "*Bread": "*Bread",
}
MARKS = st.text(alphabet=st.sampled_from("ab *_`[]()!<>&;\\~{}:#/|br\n1"), max_size=60)


@pytest.mark.parametrize(("text", "shown"), SHOWN.items())
def test_shown(text: str, shown: str) -> None:
    assert load_grammars().plain(text) == shown


def test_targets_of_links_and_what_is_struck_out_are_beside_the_text() -> None:
    inline = load_grammars().inline('[a](x.md "t") ~~b~~ <https://example.org> <a href="y">c</a>')
    assert inline.text == "a https://example.org c"
    assert inline.links == ("x.md", "https://example.org", "y")
    assert inline.struck == ("~~b~~",)


@given(MARKS)
def test_nothing_but_marks_goes(text: str) -> None:
    shown = load_grammars().plain(text)
    if not any(sign in text for sign in "&<!~{["):  # these may hide text
        letters = [sign for sign in text if sign.isalnum()]
        assert [sign for sign in shown if sign.isalnum()] == letters


@given(st.lists(st.sampled_from(["word", "R&D", "a_b", "5*3", "end.", "(x)", "—"]), max_size=8).map(" ".join))
def test_text_without_marks_stays(text: str) -> None:
    assert load_grammars().plain(text) == text
