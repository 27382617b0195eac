"""Every line of a page's text names the lines and columns of its file, as an editor counts them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.html import simplify
from ingest.html.file_lines import FilePlace
from ingest.html.page import Page, read_page
from ingest.html.text_places import Places
from ingest.line_citations import citations
from ingest.read import Reading, read_bytes, read_text
from ingest.text.normalise import split_lines

WORD = re.compile(r"w\d+w")
MARKUP = st.sampled_from([
    "<p>", "</p>", "<div>", "</div>", "<div\n class='a\nb'\n>", "<span title=\"<p>\n>\">", "</span>", "</span\n>",
    "<b>", "</b>", "<h2>", "</h2>", "<h2\n\nid=x>", "<ul>", "<li>", "</li>", "</ul>", "<ol>", "</ol>", "<dl>", "<dt>",
    "<dd>", "</dl>", "<table>", "<tr>", "<td>", "<th>", "<td rowspan=2>", "<td colspan=3>", "</table>", "<pre>",
    "</pre>", "<br/>", "<hr>", "<a href=x>", "</a>", "<button>", "</button>", "<div role=heading>", "<div role=row>",
    "<sup>", "</sup>",
])  # fmt: skip
ASIDE = st.sampled_from([
    "<!-- {}\n{} -->", "<!--{}--!>", "<script>\nif (a<b) '</p>{}' <!-- </script>", "<style>\n{}</style>", "<!{}>",
    "<?{}\n?>", "<script><!--<script>{}</script>--></script>", "<nav>\n{}</nav>", "</ {}\n>", "</>",
    "<title>\n{}<b></title>", "<p hidden>{}</p>", "<input value='\n{}'>",
])  # fmt: skip
TEXT = st.sampled_from([
    "{}", "{}", "{} {}", "{}\n{}", "{}\r\n{}", "{}\r{}", " ", "\n", "\r\n", "\n\n", "{}&amp;{}", "&#10;{}", "{} < {}",
    "&nbsp;{}&copy;", "&nosuch; {}", "é漢{}", "# {}", "| {}", "{}:", "<img\nalt='{}\n{}'>", "<img src=x\n\nalt={}>",
    "{}\u2028{}",
])  # fmt: skip
SIGNS = st.text("<>/!-?&;#x1a='\" \n\r\tb", max_size=8)
PAGES = st.lists(st.one_of(MARKUP, TEXT, TEXT, ASIDE), max_size=40).map("".join).map(lambda page: numbered(page))
SOUP = st.lists(st.one_of(MARKUP, TEXT, ASIDE, SIGNS), max_size=20).map("".join)


def numbered(page: str) -> str:
    """A page whose words are all different."""
    first, *rest = page.split("{}")
    return first + "".join(f"w{number}w{text}" for number, text in enumerate(rest))


def placed(page: Page) -> list[tuple[str, FilePlace]]:
    """The lines of a page's text that are not blank."""
    lines = page.text.split("\n")
    assert [bool(line.strip()) for line in lines] == [place is not None for place in page.places]
    return [(line, place) for line, place in zip(lines, page.places, strict=True) if place]


def words_of(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Line and column of each word."""
    return {word[0]: (number, word.start() + 1) for number, line in enumerate(lines, 1) for word in WORD.finditer(line)}


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_each_word_stands_where_its_line_says(html: str) -> None:
    lines = split_lines(html)
    stands = words_of(lines)
    page = read_page(html)
    for text, place in placed(page):
        assert 1 <= place.line_start <= place.line_end <= len(lines)
        found = [stands[word] for word in WORD.findall(text)]
        for at in found:
            assert (place.line_start, place.col_start) <= at <= (place.line_end, place.col_end), text
        bare = re.sub(r"w\d+w|[-#:*`]|\d+\. ", "", text)
        if found and not bare.strip():  # nothing but words: no empty row beside them
            assert place.line_start == min(found)[0]
            assert place.line_end == max(found)[0]
    assert "W318" not in [one.code for one in page.diagnostics]


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_the_parser_and_the_file_agree_on_any_soup(html: str) -> None:
    assert "W318" not in [one.code for one in read_page(html).diagnostics]


def test_seventy_thousand_lines() -> None:
    html = "<html><body>\n" + "".join(f"<p>w{number}w</p>\n" for number in range(70_000))
    page = read_page(html)
    assert [place.line_start for _, place in placed(page)] == list(range(2, 70_002))


def test_one_line_for_the_whole_page() -> None:
    html = "<html><body><h1>Baker — P2</h1><p>BREAD.OVEN.P2</p><h2>Skills</h2><ul><li>Kneading<li>Sieving</ul>"
    (profile,) = read_text(html).profiles
    assert {citation.span.line_start for citation in citations(profile)} == {1}
    assert {citation.span.line_end for citation in citations(profile)} == {1}
    for text, place in placed(read_page(html)):
        assert html[place.col_start - 1 : place.col_end] == text.lstrip("#- ")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("html", "line"),
    [
        ("<p\nclass='a\nb'\n>X", 4),
        ("<p>a</p\n>\n<p>X", 3),
        ("<!--\n\n-->\n<p>X", 4),
        ("<script>\n'<p>'\n</script><p>X", 3),
        ("<p>a\nb\n<b>X</b>", 3),
        ("<pre>\na\n\nX</pre>", 4),
        ("<!doctype\nhtml>\n<title>\nt</title><p>X", 4),
        ("<p>&#10;&#10;X", 1),
        ("<p\nhidden>\nh</p><div>X", 3),
        ("<p>a<img\nsrc=b\nalt='X'>", 3),
    ],
)
def test_line_ends_anywhere_count(html: str, line: int, end: str) -> None:
    page = read_page("<html>" + html.replace("\n", end))
    (text,) = page.text.split("\n")[-1:] if "<pre>" not in html else page.text.split("\n")[-2:-1]
    assert text.endswith("X")
    place = [place for said, place in placed(page) if said == text][-1]
    assert place.line_end == line


@pytest.mark.parametrize(
    "aside",
    [
        "<script>'</scripts>' </script >",
        "<script><!-- <script> </script> --> </script>",
        "<script><!--> </script>",
        "<script><!-- --> <script> </script>",
        "<script/>",
        "<title a=/>&lt;b</title>",
        "<textarea hidden>&amp;</textareas></textarea>",
        "<style><!-- </style>",
        "<iframe><p></iframe>",
        "<!--->",
        "<!-- > --!>",
        "<![CDATA[ > ",
        "</ p>",
        "<input value=/>",
        "<input value = '>' x=\"'>\" />",
    ],
)
def test_what_ends_a_script_a_comment_or_a_tag(aside: str) -> None:
    page = read_page(f"<p>a</p>\n{aside}\n<p>X</p>\n<p>b</p>")
    (place,) = [place for text, place in placed(page) if text == "X"]
    assert (place.line_start, place.line_end) == (3, 3)
    assert "W318" not in [one.code for one in page.diagnostics]


def test_a_byte_order_mark_takes_no_column() -> None:
    ((_, place),) = placed(read_page("\ufeff<p>X</p>"))[-1:]
    assert (place.line_start, place.col_start) == (1, 4)


def test_rows_name_the_cells_that_reach_into_them() -> None:
    page = read_page("<table>\n<tr><td rowspan=2>a<td>b\n<tr><td>c\n<tr><td>\n</table>")
    lines = [(place.line_start, place.line_end) for _, place in placed(page)]
    assert [text for text, _ in placed(page)] == ["| a | b |", "| a | c |", "|  |"]
    assert lines == [(2, 2), (2, 3), (4, 4)]


def test_what_shows_no_text_has_its_tags_place() -> None:
    page = read_page("<p>a</p>\n<hr>\n\n<h2></h2>\n<p>b</p>\n<pre>\n \n</pre>\n<div role=heading>\n</div><p>c</p>")
    assert [(text.strip(), place.line_start, place.line_end) for text, place in placed(page)] == [
        ("a", 1, 1), ("---", 2, 2), ("##", 4, 4), ("b", 5, 5), ("```", 6, 6), ("```", 6, 6),
        ("##", 6, 10), ("c", 10, 10),
    ]  # fmt: skip


class _Other(Places):
    """A file that says something else than the parser from its second paragraph on."""

    def __init__(self, html: str) -> None:
        super().__init__(html.replace("second", "another"))


def test_lines_that_are_not_known_exactly_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simplify, "Places", _Other)
    page = read_page("<p>first</p>\n<p>second</p>\n<p>third</p>\n")
    assert [(text, place.line_start, place.line_end) for text, place in placed(page)] == [
        ("first", 1, 1), ("second", 1, 3), ("third", 1, 3),
    ]  # fmt: skip
    assert [one.code for one in page.diagnostics] == ["W318"]


# -- records -----------------------------------------------------------------------------------------------------------

PAGE = """<html><head><title>Home</title></head><body>
<h1>Baker — P2</h1><p>BREAD.OVEN.P2</p>
<h2>Level — P2 — Baker</h2><dl><dt>Scope</dt><dd>One
oven</dd><dt>Typical experience</dt><dd>2–3 yrs</dd></dl>
<h2
 class="wide">Skills</h2>
<ul><li>Kneading: by hand<li>Sieving:
 flour</ul>
<h2>Level guidelines</h2><table><tr><th>Level<th>Knowledge & Application<th>Degree & Experience
<tr><td>P2<td>Knows dough.<td>6+ years
<tr><td>P2<td>Knows flour.<td>7+ years
</table>
<h2>Odds</h2><p>Other things.</p>
"""


def spans(reading: Reading) -> list[tuple[tuple[str, int, int], tuple[str, int, int]]]:
    """Every citation of the file beside that of the text."""
    return [
        ((one.path, one.span.line_start, one.span.line_end), (two.path, two.span.line_start, two.span.line_end))
        for here, there in zip(reading.profiles, reading.as_read, strict=True)
        for one, two in zip(citations(here), citations(there), strict=True)
    ]


def test_every_span_of_a_record_is_the_files() -> None:
    reading = read_text(PAGE)
    places = reading.document.places
    pairs = spans(reading)
    assert len(pairs) > 20
    for (path, first, last), (_, top, bottom) in pairs:
        stands = [place for place in places[top - 1 : bottom] if place]
        assert first == min(place.line_start for place in stands), path
        assert last == max(place.line_end for place in stands), path
    (profile,) = reading.profiles
    assert [(skill.name, skill.span.line_start, skill.span.line_end) for skill in profile.skills] == [
        ("Kneading", 7, 7), ("Sieving", 7, 8),
    ]  # fmt: skip
    assert [(entry.heading, entry.span.line_start) for entry in profile.outline][-1] == ("Odds", 13)
    assert (profile.source.line_start, profile.source.line_end) == (2, 13)
    found = {one.code: one for one in profile.diagnostics}
    assert found["W506"].span.line_start == 11
    assert "stands in line 10 already" in found["W506"].message
    assert "(line 10)" in found["W503"].message
    assert found["W503"].span.line_start == 4


def test_a_finding_of_the_bytes_keeps_its_line() -> None:
    reading = read_bytes(PAGE.encode("cp1252"), "raw/page.html")
    (profile,) = reading.profiles
    (said,) = [one for one in profile.diagnostics if one.code == "W450"]
    assert reading.file_lines[said.span.line_start - 1] == "<h1>Baker \u2014 P2</h1><p>BREAD.OVEN.P2</p>"
    assert said.span.col_end == len(reading.file_lines[said.span.line_end - 1])


def test_a_text_is_its_file() -> None:
    reading = read_text("Baker — P2\nBREAD.OVEN.P2\nSkills\n- Kneading\n")
    assert reading.profiles is reading.as_read
    assert reading.file_lines is reading.document.lines
