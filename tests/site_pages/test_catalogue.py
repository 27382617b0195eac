"""The catalogue in a browser: search, filters, map; from disk and from a server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .window import Window

PROGRAM = Path(sys.executable).parent / "ingest"


def titles(page: object) -> list[str]:
    return page.locator("#results > li > a").all_inner_texts()  # type: ignore[attr-defined]


def told(page: object, text: str) -> None:
    page.get_by_role("status").filter(has_text=text).wait_for()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("query", "first", "why"),
    [
        ("data pipel", "Data Pipelines — P1", None),
        ("DATAPL4.PIPELN7C2.P4", "Data Pipelines — P4", None),
        ("pipelnes", "Data Pipelines — P1", None),  # a letter left out
        ("Change data capture", "Data Pipelines — P1", "Change data capture"),
        ("Group Manager", "Data Engineering Management — M2", "Group Manager, Data"),
        ("négociation", "Contract Renewals — P3", "Negotiation"),
        ("xylophone", None, None),
    ],
)
def test_search_as_you_type(site: Path, window: Window, query: str, first: str | None, why: str | None) -> None:
    page = window.open(site / "index.html")
    page.keyboard.press("/")
    page.keyboard.type(query)
    told(page, "role")
    if first is None:
        told(page, "No role matches")
        return
    page.locator("#results > li").first.wait_for()
    assert titles(page)[0] == first
    if why:
        assert why in page.locator("#results > li .why").first.inner_text()
    assert page.locator("#results mark").count() > 0


def test_words_that_no_role_has_together(site: Path, window: Window) -> None:
    page = window.open(f"{(site / 'index.html').as_uri()}#q=pipelines+zebra")
    told(page, "No role has all these words; 5 roles have some of them")


def test_filters_combine_and_stand_in_the_address(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    page.locator("select[name=family]").select_option("DATAPL4")
    told(page, "12 roles")
    page.locator("select[name=focus]").select_option(label="Data Pipelines")
    told(page, "5 roles")
    page.locator("select[name=level]").select_option("P4")
    told(page, "1 role")
    assert titles(page) == ["Data Pipelines — P4"]
    assert "focus=DATAPL4.PIPELN7C2" in page.url
    assert "level=P4" in page.url
    window.page.reload()
    told(page, "1 role")
    page.get_by_role("button", name="Clear").click()
    page.locator("#list").wait_for(state="hidden")
    assert "#" not in page.url
    page.locator("select[name=track]").select_option("M")
    told(page, "3 roles")


def test_the_map_shows_what_there_is_what_is_derived_and_what_fails(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    page.locator("#map-family").select_option(label="DATAPL4 (12)")
    row = page.locator(".map tr", has_text="Data Governance")
    row.wait_for()
    cells = [cell.get_attribute("aria-label") for cell in row.locator("a").all()]
    assert cells[0] == "Data Governance, P2: fails the panel with 3" or cells[0].startswith("Data Governance, P")
    assert "Data Governance, P1: derived: no page of its own" in cells
    assert any("the panel with" in str(cell) for cell in cells)
    row.get_by_label("Data Governance, P1").click()
    page.locator("li:target").wait_for()
    assert page.locator("h1").inner_text().startswith("Data Governance — P")


def test_the_map_shows_the_whole_architecture_first(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    page.locator(".map .group").first.wait_for()
    groups = [text.split("\n")[0].split()[0] for text in page.locator(".map .group").all_inner_texts()]
    assert groups == ["CUSTSU8", "DATAPL4", "FINOPS6", "No"]
    assert page.locator(".map tbody tr:not(.group)").count() == 16
    page.locator("#map-family").select_option(label="FINOPS6 (9)")
    page.locator(".map .group").first.wait_for(state="detached")
    assert page.locator(".map tbody tr").count() == 2


def test_a_role_without_a_code_counts_as_no_family(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    assert page.locator(".lead p").inner_text().startswith("37 roles in 3 families, 8 without a code.")


def test_a_legend_shows_values_only_while_one_points(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    value = page.locator("figure .u-value").last
    assert not value.is_visible()
    page.locator("figure .u-over").last.hover()
    value.wait_for(state="visible")


def test_charts_have_their_numbers_as_tables(site: Path, window: Window) -> None:
    page = window.open(site / "index.html")
    assert page.locator("figure canvas").count() == 2
    page.locator("figure summary").first.click()
    assert page.locator("figure details td").first.inner_text() == "B2"


def test_the_address_of_a_family_on_a_profile_page(site: Path, window: Window) -> None:
    page = window.open(site / "profiles/DATAPL4.PIPELN7C2.P4.html")
    page.locator(".trail a").last.click()
    told(page, "5 roles")


def test_from_a_server(dataset: Path, tmp_path: Path, window: Window) -> None:
    command = [str(PROGRAM), "site", "-d", str(dataset), "-o", str(tmp_path / "site"), "--serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            address = next(line for line in server.stdout if line.startswith("serving at ")).split()[2].rstrip(";")
            page = window.open(f"{address}#q=pipelines")
            told(page, "5 roles")
            page.locator("#results a").first.click()
            assert page.locator("h1").inner_text() == "Data Pipelines — P1"
            page.wait_for_load_state("networkidle")  # or it would ask a server that is gone
        finally:
            server.terminate()
