"""What the browser loads to show the first page, from disk: it must not grow with the catalogue."""

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
def test_it_stays_small_however_many_focuses_and_families(tmp_path: Path, browser: Browser) -> None:
    small = loaded(browser, catalogue(tmp_path / "small", 310, 1))
    large = loaded(browser, catalogue(tmp_path / "large", 930, 301))
    assert small < BUDGET
    assert large - small <= 300 * OF_A_FAMILY
