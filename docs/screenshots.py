"""The pictures of README and docs: pages made from raw/, as Debian's Chromium shows them.

`make screenshots` writes docs/screenshots/*.png.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

import ingest
from ingest.site.build import build_site

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
LIMIT = 150_000  # bytes of a picture
WIDE, TALL, PHONE = {"width": 1200, "height": 640}, {"width": 1200, "height": 860}, {"width": 390, "height": 780}
PIPELINES = "DATAPL4.PIPELN7C2"


def main() -> None:
    """All pictures."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    PICTURES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copytree(ROOT / "raw", folder / "raw")
        os.chdir(folder)  # so that the report names no folder of this machine
        for _ in range(3):
            ingest.run("raw", "out", workers=0, report="html")
        build_site(ingest.open("out"), folder / "site", folder / "out/runs")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        site = (folder / "site").as_uri()
        report = sorted((folder / "out/runs").glob("*.html"))[0].as_uri()
        shoot(
            browser.new_page(viewport=WIDE, reduced_motion="reduce"),
            f"{site}/index.html#q=pipelnes+orchestration",
            "catalogue",
        )
        shoot(
            browser.new_page(viewport=WIDE, reduced_motion="reduce"),
            f"{site}/profiles/{PIPELINES}.P4.html",
            "profile",
            point,
        )
        shoot(
            browser.new_page(viewport=TALL, reduced_motion="reduce"),
            f"{site}/compare.html#{PIPELINES}.P3,{PIPELINES}.P4",
            "compare",
            heads,
        )
        shoot(browser.new_page(viewport=WIDE, reduced_motion="reduce"), report, "report")
        shoot(
            browser.new_page(viewport=PHONE, color_scheme="dark", reduced_motion="reduce"),
            f"{site}/profiles/{PIPELINES}.P4.html",
            "phone",
            point,
        )
        browser.close()


def shoot(page: Page, address: str, name: str, act: object = None) -> None:
    """Open, do what is to be seen, and take the picture."""
    page.goto(address)
    page.wait_for_timeout(400)
    if callable(act):
        act(page)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    assert size < LIMIT, "too large for a repository"


def point(page: Page) -> None:
    """At the experience that a level block asks for."""
    value = page.locator("#level .value", has_text="Typical experience")
    page.locator("#level").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('level').scrollIntoView()")
    value.locator(".cite").focus()
    page.wait_for_timeout(200)


def heads(page: Page) -> None:
    """Down to the roles, how far they are from each other, and where they differ."""
    page.locator("#sides thead").evaluate("head => head.scrollIntoView()")
    page.wait_for_timeout(200)


if __name__ == "__main__":
    main()
