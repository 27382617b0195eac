"""A page's text: each element by what becomes of it."""

from __future__ import annotations

import pytest

from ingest.blocks import Table
from ingest.html.page import html_to_text, read_page
from ingest.read import read_text

CASES = {
    "headings keep their depth": ("<h1>A</h1><h3>B <em>c</em></h3>", "# A\n\n### B c"),
    "a heading is one line": ("<h2>A<br>b\n  c<div>d</div></h2>", "## A b c d"),
    "a button in a heading": ("<h2>Aliases<span>show ▾</span></h2>", "## Aliases show ▾"),
    "emphasis inside of a word": ("<h2>H<sub>2</sub>O <b>P</b><i>4</i></h2>", "## H2O P4"),
    "definitions": ("<dl><dt>SQL<dd>Reads.<dt>R<dd>Plots.</dl>", "SQL\n:   Reads.\n\nR\n:   Plots."),
    "a definition is one line": ("<dl><dt>A<dd><p>b.</p><p>c<br>d</p><ul><li>e<li>f</ul></dl>", "A\n:   b. c d e; f"),
    "a definition that begins with a list has its term as a heading": (
        "<dl><dt>A<dd><ul><li>b<li>c</ul><dt>D<dd>e.</dl>",
        "**A**\n\n- b\n- c\n\nD\n:   e.",
    ),
    "definitions in boxes": ("<dl><div><dt>A</dt><dd>b.</dd></div><div><dt>C</dt><dd>d.</dd></div></dl>",
                             "A\n:   b.\n\nC\n:   d."),
    "a label of spans": ("<div><span>P1</span><span>Title</span></div><ul><li>x</ul>", "P1 Title\n\n- x"),
    "a label of boxes": ("<div><div>P1</div><div>Title</div></div><ul><li>x</ul>", "P1 Title\n\n- x"),
    "a label and its list in one box": ("<div><b>P1</b><small>Title</small><ul><li>x</ul></div>", "P1 Title\n\n- x"),
    "a label that is a button": ("<button>P1 Title</button><ul><li>x</ul>", "P1 Title\n\n- x"),
    "a label that is a summary": ("<details><summary>P1<span>Title</span></summary><ul><li>x</ul></details>",
                                  "P1 Title\n\n- x"),
    "a label in bold": ("<p><strong>P1 — Title</strong></p><ul><li>x</ul>", "**P1 — Title**\n\n- x"),
    "a list that lays out the page": ("<ul><li><h3>P1</h3><ul><li>x</ul></li></ul>", "### P1\n\n- x"),
    "an empty cell": ("<table><tr><th>A<th>B<th>C<tr><td>1<td><td>3</table>",
                      "| A | B | C |\n| --- | --- | --- |\n| 1 |  | 3 |"),
    "a pipe in a cell": ("<table><tr><th>A|B<th>C<tr><td>1<td><code>x|y</code></table>",
                         "| A|B | C |\n| --- | --- |\n| 1 | x|y |"),
    "a list in a cell": ("<table><tr><td>1<td><ul><li>a<li>b.<li>c</ul>d<tr><td>2<td>e<br>f</table>",
                         "| 1 | a; b. c d |\n| 2 | e f |"),
    "a table in a cell": ("<table><tr><td>1<td><table><tr><td>a<td>b<tr><td>c</table></table>", "| 1 | a b c |"),
    "a header of plain cells": ("<table><thead><tr><td>A<td>B</thead><tbody><tr><td>1<td>2</tbody></table>",
                                "| A | B |\n| --- | --- |\n| 1 | 2 |"),
    "row headings": ("<table><tr><th>A<td>1<tr><th>B<td>2</table>", "| A | 1 |\n| B | 2 |"),
    "a wide cell": ("<table><tr><td>A<td>B<tr><td colspan=2>c</table>", "| A | B |\n| c | |"),
    "line ends": ("<p>a<br>b<br/>\nc</p>", "a\nb\nc"),
    "nested lists": ("<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ul>", "- a\n  - b\n    - c\n- d"),
    "numbered lists": ("<ol><li>a<li>b<ul><li>c</ul><li value=7>d<li>e</ol>", "1. a\n2. b\n   - c\n7. d\n8. e"),
    "a list that starts later": ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
    "paragraphs in items": ("<ul><li><p>a</p><p>b</p></li><li><div>c</div></li></ul>", "- a b\n- c"),
    "items without a list": ("<li>a<li>b", "- a\n- b"),
    "facts in spans": ("<ul><li><span>code=1</span><span>source=x</span></ul>", "- code=1 source=x"),
    "a name in bold before a colon": ("<ul><li><b>Node.js</b>: Writes.<li><b>Writes</b> well.</ul>",
                                      "- **Node.js**: Writes.\n- Writes well."),
    "links are their texts": ("<p>See <a href='/x'>how it works →</a> · <a href=y>more</a></p>",
                              "See how it works → · more"),
    "cards of spans": ("<div><a href=1><span>A — P5</span><span>0.10</span><span>strong</span></a>"
                       "<a href=2><span>A — P3</span><span>0.2</span><span>weak</span></a></div>",
                       "A — P5 0.10 strong\n\nA — P3 0.2 weak"),
    "cards of boxes": ("<a href=1><h3>A — P5</h3><p>0.10</p><p>strong</p></a><a href=2><div>B</div><div>0</div></a>",
                       "A — P5 0.10 strong\n\nB 0"),
    "cards without links": ("<div><div><span>A — P5</span> <span>0.1</span> <span>strong</span></div></div>",
                            "A — P5 0.1 strong"),
    "a link around the whole page": (f"<a name=top><h1>A</h1><p>{'b ' * 150}.</p></a>", f"# A\n\n{'b ' * 150}."),
    "chips": ("<div><span>Baker</span><span>Pastry cook</span></div>", "Baker\n\nPastry cook"),
    "prose in spans": ("<p><span>One</span> <span>sentence</span>.</p>", "One sentence."),
    "entities": ("<p>R&amp;D &lt;b&gt; &eacute;&#8212;&#x2013; &unknown; AT&T</p>", r"R&D \<b> é—– &unknown; AT&T"),
    "blanks": ("<p>\n  a\n\t b  <b> c </b>  d\n</p>", "a b c d"),
    "backslashes": (r"<p>a\*b</p>", r"a\\*b"),
    "marks of other blocks": ("<p># 1 of many</p><p>```</p>", "\\# 1 of many\n\n\\```"),
    "kept as it stands": ("<pre>a\n\n  b | c</pre>", "```\na\n\n  b | c\n```"),
    "quotations": ("<blockquote><p>a</p></blockquote><hr>b", "a\n\n---\n\nb"),
    "pictures speak by their texts": ("<ul><li><img src='data:image/png;base64,AAAA' alt='P1'> a</ul>", "- P1 a"),
    "elements nobody knows": ("<my-badge>P1</my-badge><my-text>Title</my-text>", "P1 Title"),
    "nothing": ("", ""),
    "no element": ("notes.txt", "notes.txt"),
    "no body": ("<html><head><title>A</title></head></html>", ""),
    "XHTML": ("<?xml version='1.0' encoding='iso-8859-1'?><html xmlns='http://www.w3.org/1999/xhtml'><p>é<br/>b</p></html>",
              "é\nb"),
    "an encoding that is another one's": ("<meta charset='iso-8859-1'><p>é — 漢字</p>", "é — 漢字"),
    "an encoding said the old way": (
        "<meta http-equiv='content-type' content='text/html; charset=utf-16'><p>é</p>", "é"),
    "characters no page can have": ("<p>a\0b\ud800c</p>d", "a\ufffdb\ufffdc\n\nd"),
}  # fmt: skip


@pytest.mark.parametrize(("html", "text"), CASES.values(), ids=CASES)
def test_element(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>if (a < b) { c('</p>') }</script>",
        "<style>p { x: y }</style>",
        "<nav><a href=/>Home</a></nav>",
        "<div role=navigation>Home</div>",
        "<div hidden><p>Home</p></div>",
        "<p style='color: red; display : none'>Home</p>",
        "<p style='visibility:hidden'>Home</p>",
        "<noscript>Home</noscript>",
        "<template><p>Home</p></template>",
        "<svg><title>Home</title></svg>",
        "<dialog>Home</dialog>",
        "<select><option>Home</select>",
        "<!-- Home -->",
    ],
)
def test_what_is_no_text_is_set_aside_and_counted(html: str) -> None:
    page = read_page(f"<html><body><p>a</p>{html}<p>b</p></body>")
    assert page.text == "a\n\nb"
    assert [d.code for d in page.diagnostics] == ["I602"]


@pytest.mark.parametrize("html", ["<div hidden=until-found>h</div>", "<dialog open>h</dialog>", "<footer>h</footer>"])
def test_what_a_reader_can_see_stays(html: str) -> None:
    page = read_page(f"<p>a</p>{html}")
    assert (page.text, page.diagnostics, page.ends_early) == ("a\n\nh", (), None)


def test_characters_set_aside_are_counted_by_element() -> None:
    page = read_page(
        "<head><title>Page</title></head><nav>Home <b>all</b></nav><p>a<!-- note --></p><div hidden>x y</div>"
    )
    (found,) = page.diagnostics
    assert found.message.endswith("18 characters of the page (comments 4, head 4, hidden elements 3, nav 7)")


def test_cells_over_rows_and_columns_are_said_in_each() -> None:
    rows = (
        "<tr><th>Level</th><th>Knowledge</th><th>Complexity</th><th>Years</th></tr>"
        '<tr><td>P1</td><td>Follows.</td><td rowspan="2">Asks.</td><td>0–1 years</td></tr>'
        "<tr><td>P2</td><td>Adapts.</td><td>2+ years</td></tr>"
        '<tr><td>P3</td><td colspan="2">Writes recipes.</td><td>5+ years</td></tr>'
        '<tr><td colspan="4">For all of them</td></tr>'
    )
    lines = html_to_text(f"<table>{rows}</table>").split("\n")
    assert "| P2 | Adapts. | Asks. | 2+ years |" in lines
    assert "| P3 | Writes recipes. | Writes recipes. | 5+ years |" in lines
    assert [line.count("For all of them") for line in lines if "For all" in line] == [1]
    assert [d.code for d in read_page(f"<table>{rows}</table>").diagnostics] == ["W425"]


def test_rows_have_the_cells_of_the_page_whatever_stands_in_them() -> None:
    page = r"<p>x<table><tr><th>A|B<th>C<th>D<tr><td>`a|b`<td>c\d<td>#<tr><td>1<tr><td colspan=2>2<tr></table>"
    rows = read_page(page).rows
    assert rows == {3: ("A|B", "C", "D"), 4: None, 5: ("`a|b`", r"c\d", "#"), 6: ("1",), 7: ("2", ""), 8: ()}
    (table,) = [block for block in read_text(page, format="html").document.blocks if isinstance(block, Table)]
    read = [("`a|b`", r"c\\d", "#"), ("1",), ("2", "")]  # a backslash that the page shows is escaped, as in Markdown
    assert [row.cells for row in table.rows] == read, "rows that are short are not one"


def test_boxes_with_roles_are_what_they_say() -> None:
    row = "".join(f'<div role="cell">{cell}</div>' for cell in ("P1", "", "2+ years"))
    page = f'<div role="heading" aria-level="3">Levels</div><div role="table"><div role="row">{row}</div></div>'
    assert html_to_text(page).split() == ["###", "Levels", "|", "P1", "|", "|", "2+", "years", "|"]


def test_spanning_cells_cannot_swell_a_page() -> None:
    cell = '<td rowspan="20" colspan="20">x</td>'
    page = f"<table>{f'<tr>{cell * 40}</tr>' * 200}</table>"
    assert len(html_to_text(page)) < 2 * len(page)
