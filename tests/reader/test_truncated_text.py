"""Pages that end early: what shows it, in linear time, and no false alarm on whole pages of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import read_blocks
from ingest.blocks.truncated_text import ends_early
from ingest.grammar import load_grammars
from ingest.html.truncated_page import ends_early as page_ends_early
from ingest.read import read_text

_PAGE = "<html><body><main><h1>Baker</h1><ul><li>Kneads.</li></ul></main>{}</body></html>"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (_PAGE.format(""), None),
        (_PAGE.format("<div>"), None),
        ("<p>Kneads.<p>Bakes.<ul><li>Rye<li>Spelt</ul>", None),
        ("<p>5 < 6 and 7 <8</p>", None),
        ("<p>Kneads.<br><img src=a><hr/><b>Bakes.", None),
        ("<!-- <div> --><script>if (a<b) '<div>'</script><p>Kneads.", None),
        ("<div><p>Kneads.</div></div><p>Bakes.", None),
        ("<main><ul><li>Kneads.", "not closed: <main>, <ul>"),
        ("<div><div><div><div><div>", "not closed: <div>, <div>, <div> and 2 more"),
        ("<p>Kneads.</p><p cla", "it ends inside of a tag <p"),
        ("<p>Kneads.</p><!-- and", "a comment is not closed"),
        ("<p>Kneads.</p><SCRIPT>let a = '</p>'", "<script> is not closed"),
        ("<table><tr><td>Kneads.</table><section>", "not closed: <section>"),
    ],
)
def test_what_shows_that_a_page_breaks_off(html: str, why: str | None) -> None:
    assert page_ends_early(html) == why


@given(st.text(alphabet="<>/!-divulscript p=\"'\n", max_size=80), st.integers(0, 80))
def test_any_markup_gives_an_answer_and_a_whole_page_none(text: str, cut: int) -> None:
    page_ends_early(text[:cut])
    assert page_ends_early(f"{text}</body>") is None


@given(st.text(max_size=200))
def test_any_text_gives_an_answer(text: str) -> None:
    ends_early(read_blocks(text, load_grammars()))


def test_the_finding_is_at_the_last_line() -> None:
    text = "Baker — P2\nA.B.P2\nResponsibilities\n- Kneads.\n- Bakes.\n- Sells.\n- Cle\n"
    [profile] = read_text(text).profiles
    [found] = [diagnostic for diagnostic in profile.diagnostics if diagnostic.code == "W317"]
    assert found.span.line_start == 7
    assert found.message == "page may end early: of 4 bullets the last one alone has no end mark"


def test_whole_pages_of_others_raise_no_alarm_and_many_halves_do(real_dumps: Path) -> None:
    paths = [path for kind in ("txt", "md") for path in sorted((real_dumps / "gold").rglob(f"*.{kind}"))]
    pages = {path: path.read_text("utf-8") for path in paths if path.parent.name != "gold"}
    assert len(pages) > 100
    grammars = load_grammars()
    assert [str(path) for path, text in pages.items() if ends_early(read_blocks(text, grammars))] == []
    halves = [bool(ends_early(read_blocks(text[: len(text) // 2], grammars))) for text in pages.values()]
    assert sum(halves) > len(halves) / 4
