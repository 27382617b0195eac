"""A profile's page in a browser: what it shows, and that every value and its lines point at each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .window import Window

PAGE = "profiles/DATAPL4.PIPELN7C2.P4.html"


def marked(page: object) -> list[str]:
    return [line.get_attribute("id") for line in page.locator("#dump li.marked").all()]  # type: ignore[attr-defined]


def test_what_the_page_announces(site: Path, window: Window) -> None:
    page = window.open(site / PAGE)
    assert page.locator("h1").inner_text() == "Data Pipelines — P4"
    headings = page.locator("article h2").all_inner_texts()
    assert headings == [
        "Description", "Level P4, Senior Professional", "Responsibilities", "Guidelines", "Skills", "Nearest roles",
        "Classification", "Provenance", "Quality panel", "Sections of the page", "What the reader noticed",
    ]  # fmt: skip
    own = page.locator("#responsibilities .step.own")
    assert own.locator("li").count() == 5
    assert own.locator(".chip").all_inner_texts() == ["this level", "inferred"]
    assert own.get_attribute("open") is not None
    assert page.locator("#responsibilities .step").count() == 5
    assert page.locator("#guidelines .step.own h3").inner_text() == "P4"
    assert "Database Architects" in page.locator("#classifications").inner_text()
    assert "Computer and Mathematical Occupations" in page.locator("#classifications").inner_text()
    first = page.locator("#adjacent tbody tr").first.inner_text()
    for part in ("Data Pipelines — P3", "0.125", "strong", "taxonomy 0 + level 1/8", "same path, 1 step"):
        assert part in first
    assert page.locator("#panel .scores dt").count() == 6
    assert "does not pass" in page.locator("#panel").inner_text()


def test_what_a_page_states_of_its_neighbours(site: Path, window: Window) -> None:
    page = window.open(site / "profiles/DATAPL4.DATAMGT1E6.M2.html")
    cards = page.locator("#adjacent li").all_inner_texts()
    assert "as computed" in cards[0]
    assert "computed 0.375 partial" in cards[2]
    assert page.locator("#aliases li").count() == 2


def test_a_level_that_no_page_is_about(site: Path, window: Window) -> None:
    page = window.open(site / "profiles/DATAPL4.GOVERN3K8.P3.html")
    assert page.locator(".ladder .rung.derived").inner_text().split() == ["P1", "derived"]


def test_pointing_and_focusing_show_the_lines(site: Path, window: Window) -> None:
    page = window.open(site / PAGE)
    skill = page.locator("#skills .value", has_text="Python")
    skill.hover()
    assert marked(page) == ["L47", "L48"]
    assert page.locator("#L47").inner_text() == "- Python"
    page.locator("#skills h2").hover()
    assert marked(page) == []
    page.locator("#description .cite").focus()
    assert marked(page) == ["L3", "L4", "L6"]
    assert page.locator("#dump .where").inner_text() == ", lines 3, 4, 6"


def test_a_click_keeps_the_lines_marked_and_in_sight(site: Path, window: Window) -> None:
    page = window.open(site / PAGE)
    page.locator("#level .value", has_text="Typical experience").click()
    page.locator("#adjacent h2").hover()
    assert marked(page) == ["L81", "L82"]
    box, line = page.locator("#dump .lines").bounding_box(), page.locator("#L81").bounding_box()
    assert box["y"] <= line["y"] <= box["y"] + box["height"]
    page.keyboard.press("Escape")
    assert marked(page) == []


def test_a_line_points_back_at_what_cites_it(site: Path, window: Window) -> None:
    page = window.open(site / PAGE)
    page.locator("#dump #L5").hover()
    page.locator("#L6").hover()
    assert "owns ingestion code" in page.locator(".value.cited").first.inner_text()


def test_on_a_phone_the_dump_opens_over_the_page_and_closes(site: Path, window: Window) -> None:
    window.resize(390)
    page = window.open(site / PAGE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cite = page.locator("#skills .value", has_text="Python").locator(".cite")
    cite.focus()
    assert page.locator("#L47").is_visible()
    assert not page.locator("#L1").is_visible(), "only the lines of the value"
    cite.press("Enter")
    assert page.locator("#L46").is_visible(), "the whole dump"
    assert marked(page) == ["L47", "L48"]
    page.get_by_role("button", name="Close").press("Enter")
    assert not page.locator("#dump").is_visible()
    assert cite.evaluate("element => element === document.activeElement")


def test_without_scripts_a_link_leads_to_the_line(site: Path) -> None:
    text = (site / PAGE).read_text("utf-8")
    assert '<a class="cite" href="#L45">' in text
    assert '<li id="L45" value="45">- SQL</li>' in text, "numbered though the lines before are hidden"


def test_a_page_of_html_is_shown_with_the_lines_of_its_file(site: Path) -> None:
    text = (site / "profiles/CUSTSU8.POSTSALE3.RENEWDE4K.P3.html").read_text("utf-8")
    assert '<a class="cite" href="#L76">' in text
    assert '<li id="L76" value="76">Deadline sense</li>' in text
    assert '<li id="L14" value="14" data-last="15">Renewal desk work' in text
    first, second = re.findall(r'value="74">(.*)</li>', text)
    assert first == "Contract reading"
    assert second.startswith(":   Finds term, notice and price clauses")
    assert text.count('id="L74"') == 1


@pytest.mark.parametrize("kind", ["gone", "changed"])
def test_a_dump_that_is_not_what_was_read(tmp_path: Path, kind: str) -> None:
    import ingest
    from ingest.site.build import build_site

    (tmp_path / "raw").mkdir()
    dump = tmp_path / "raw/a.txt"
    dump.write_text("Baker — P1\nA.B.P1\nSkills\n- Kneading\n", "utf-8")
    ingest.run(tmp_path / "raw", tmp_path / "out", workers=0)
    if kind == "gone":
        dump.rename(tmp_path / "a.txt")
    else:
        dump.write_text("Baker — P1\nA.B.P1\nSkills\n- Shaping\n", "utf-8")
    data, runs = ingest.open(tmp_path / "out"), tmp_path / "out/runs"
    assert build_site(data, tmp_path / "site", runs).with_dump == 0
    text = (tmp_path / "site/profiles/A.B.P1.html").read_text("utf-8")
    assert ("has changed since it was read" if kind == "changed" else "is not where it was read from") in text
    assert "Shaping" not in text
    if kind == "gone":
        (tmp_path / "moved").mkdir()
        (tmp_path / "a.txt").rename(tmp_path / "moved/a.txt")
        assert build_site(data, tmp_path / "site", runs, dumps=(f"raw={tmp_path / 'moved'}",)).with_dump == 1
        assert '<li id="L4" value="4">- Kneading</li>' in (tmp_path / "site/profiles/A.B.P1.html").read_text("utf-8")
