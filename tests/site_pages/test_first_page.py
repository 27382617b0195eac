"""A catalogue of many focuses and families: what the browser loads to show its first page, and the rest of its map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

import ingest
from ingest.site.build import build_site

from .window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BUDGET = 200_000
OF_A_FAMILY = 32  # bytes: its name and how much there is of it
DUMP = "{name} — P1\n{code}.P1\n\nSkills\n- Kneading\n"


def catalogue(folder: Path, focuses: int, families: int) -> Path:
    """The site of a family with so many focuses, and of so many families with one."""
    paths = [f"A.FOCUS{number:04}" for number in range(focuses)] + [f"B{number:04}" for number in range(families)]
    (folder / "raw").mkdir(parents=True)
    for number, path in enumerate(paths):
        (folder / f"raw/{number:04}.txt").write_text(DUMP.format(name=f"Baker {number:04}", code=path), "utf-8")
    ingest.run(folder / "raw", folder / "out", workers=0, export=["parquet"])
    build_site(ingest.open(folder / "out"), folder / "site", folder / "out/runs")
    return folder / "site"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return catalogue(tmp_path_factory.mktemp("large"), 930, 301)


def loaded(browser: Browser, site: Path) -> int:
    """Bytes of all files that are asked for until the map stands there."""
    window = Window(browser)
    page = window.open(site / "index.html")
    page.locator(".map a").first.wait_for()
    page.wait_for_load_state("networkidle")
    window.close()
    assert len(window.asked) == len(set(window.asked))
    return sum(Path(url2pathname(urlsplit(url).path)).stat().st_size for url in window.asked)


@pytest.mark.timeout(300)
def test_the_first_page_stays_small_however_many_there_are(tmp_path: Path, large: Path, browser: Browser) -> None:
    few, many = (loaded(browser, site) for site in (catalogue(tmp_path, 310, 1), large))
    assert few < BUDGET
    assert many - few <= 300 * OF_A_FAMILY


@pytest.mark.timeout(300)
def test_the_map_shows_more_when_asked_and_the_family_that_is_chosen(large: Path, window: Window) -> None:
    page = window.open(large / "index.html")
    rows = page.locator(".map tbody tr")
    page.get_by_role("button", name="850 more focuses").click()
    page.get_by_role("button", name="530 more focuses").wait_for()
    assert rows.count() == 400
    assert rows.last.inner_text().startswith("Baker 0399\nA.FOCUS0399")
    page.locator("select[name=family]").select_option("B0000")
    page.locator(".map").get_by_text("Baker 0930").wait_for()
    assert rows.count() == 1, "of a chunk that begins with another family's focuses"
    assert page.locator("#map-family").input_value() == "1"
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="850 more focuses").wait_for()
