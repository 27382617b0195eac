"""What is taken for a page."""

from __future__ import annotations

import pytest

from ingest.html import is_html
from ingest.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html>\n<p>x",
        "\ufeff  <!doctype HTML>",
        "<html><body>x",
        "<!-- <p> --><!-- --->\n<html>",
        "<!-- saved from a browser -->\n<HTML lang=en>",
        '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
        "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' ''>",
        "<h1>Baker — P2</h1>\n<p>BREAD.OVEN.P2</p>",
        "<div class='page'><h1>Baker</h1><ul>\n<li>Kneads</li>\n</ul></div>\n",
    ],
)
def test_a_page_is_seen_by_its_beginning(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Baker — P2\nBREAD.OVEN.P2\nKneads <b>dough</b>.",
        "<b>Baker</b> — P2\nBREAD.OVEN.P2\nKneads.",
        "<div> and <span> are tags\nthat web developers write, </p>",
        "<p>Front-end pages</p>\n- Writes `<p>` and `</p>`\n- Knows `<ul>`\n- Tests\n- Ships <br>",
        "<title> is a field\nof the form <name>",
        "<https://example.org/a> <https://example.org/b>",
        "<P4> Product Support <P4>",
        "# Baker\n<!-- html -->\n<br>",
    ],
)
def test_a_text_that_mentions_tags_is_none(text: str) -> None:
    assert not is_html(text)


def test_a_name_decides_where_there_is_a_tag_and_markdown_may_hold_some() -> None:
    assert is_html("Baker — P2<br>BREAD.OVEN.P2", "html")
    assert not is_html("Baker — P2\nBREAD.OVEN.P2\n- under <2 years", "html")
    assert not is_html("<h1>Baker</h1>\n<p>Kneads.</p>", "markdown")
    assert is_html("<html><h1>Baker</h1>", "markdown")


def test_the_format_of_a_record_is_what_was_read() -> None:
    page = "<html><h1>Baker — P2</h1><p>BREAD.OVEN.P2</p><h2>Skills</h2><ul><li>Kneading</ul>"
    assert [p.source.format for p in read_text(page).profiles] == ["html"]
    assert [p.source.format for p in read_text("Baker — P2\nBREAD.OVEN.P2", format="html").profiles] == ["text"]
