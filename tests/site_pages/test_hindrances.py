"""axe-core, in every page, wide and narrow, light and dark: it finds nothing that hinders people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .window import Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = {
    "catalogue": "index.html#q=data",
    "profile": "profiles/DATAPL4.DATAMGT1E6.M2.html",
    "kept": "profiles/CUSTSU8.POSTSALE3.RENEWDE4K.P3.html",
    "compare": "compare.html#DATAPL4.PIPELN7C2.P3,DATAPL4.PIPELN7C2.P4",
}


@pytest.fixture(params=[(1440, False), (390, True)], ids=["wide-light", "narrow-dark"])
def look(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Window]:
    width, dark = request.param
    opened = Window(browser, width=width, dark=dark)
    yield opened
    opened.close()


@pytest.mark.parametrize("name", [*PAGES, "report"])
def test_axe_finds_nothing(site: Path, dataset: Path, look: Window, name: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    [report, *_] = sorted((dataset / "runs").glob("*.html"))
    page = look.open(report.as_uri() if name == "report" else f"{site.as_uri()}/{PAGES[name]}")
    page.wait_for_timeout(300)
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in found]
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
