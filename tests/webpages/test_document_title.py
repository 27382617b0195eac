"""The `<title>` of a page: where it is the record's title, and where it stands."""

from __future__ import annotations

import ingest
from ingest.html.document_title import document_title

BODY = "<body><h2>Duties</h2><ul><li>Bakes bread.</li><li>Sweeps.</li></ul><h2>Requirements</h2><ul><li>A nose.</ul>"


def test_it_is_the_title_of_a_page_that_states_none() -> None:
    profile = ingest.parse(f"<!DOCTYPE html>\r\n<head><title>\r\n Baker &ndash; Bakery Guild</title></head>{BODY}")
    assert (profile.title, profile.name) == ("Baker", "Baker")
    assert [(at.line_start, at.line_end) for at in profile.spans["title"]] == [(3, 3)]
    [said] = [found for found in profile.diagnostics if found.code == "I615"]
    assert (said.span.line_start, said.span.col_start) == (3, 2)


def test_a_heading_goes_before_it_and_another_role_is_said() -> None:
    profile = ingest.parse(
        f"<!DOCTYPE html><title>Librarian | Guild</title>{BODY.replace('<h2>', '<h1>Baker</h1><h2>', 1)}"
    )
    assert profile.title == "Baker"
    assert [found.message for found in profile.diagnostics if found.code == "W437"] == [
        "another line may be the title: the document's <title> is Librarian"
    ]


def test_comments_and_drawings_have_none() -> None:
    assert document_title("<!-- <title>A</title> --><title>B &amp; C</title>") is not None
    assert document_title("<!-- <title>A</title> <title>B</title>") is None
    assert document_title("<body><svg><title>A</title></svg>") is None
    assert document_title("<title>  </title>") is None
