"""A dataset whose every text is hostile: nothing of it runs, and all of it is shown as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.site.build import build_site

from .window import Window

HOSTILE = """<script>alert(1)</script> "><img src=x onerror=alert(2)> '; alert(3) // </title></textarea> {{7*7}}"""
LINKS = "[here](javascript:alert(4)) javascript:alert(5) </script><svg onload=alert(6)> \u2028 \u202e"
DUMP = f"""Baker {HOSTILE} — P1
A.B.P1
{LINKS}
Responsibilities
P1
- Bakes {HOSTILE}
- Sells {LINKS}
Skills
- {HOSTILE}
- Means {LINKS}, and does so in a sentence that is long enough.
Title aliases
- Boulanger {HOSTILE}
{HOSTILE}
Text under a heading that nobody knows: {LINKS}
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    raw = folder / "<img src=x onerror=alert(7)>"
    raw.mkdir()
    (raw / "a'\"&<b>.txt").write_text(DUMP, "utf-8")
    (raw / "twin.txt").write_text(DUMP.replace("Sells", "Gives"), "utf-8")
    (raw / "code.txt").write_text(f"Miller — P2\nA.<b>'\"B.P2\nSkills\n- {HOSTILE}\n", "utf-8")
    ingest.run(f"evil={raw}", folder / "out", workers=0)
    build_site(ingest.open(folder / "out"), folder / "site", folder / "out/runs", title=HOSTILE)
    return folder / "site"


def test_no_markup_of_a_dump_is_markup_of_a_page(hostile: Path) -> None:
    pages = [*hostile.glob("*.html"), *hostile.glob("profiles/*.html")]
    assert len(pages) == 5
    for page in pages:
        text = page.read_text("utf-8")
        assert "<img" not in text
        assert "<svg onload" not in text
        assert "<script>" not in text
        assert 'href="javascript' not in text
    for data in hostile.glob("data/**/*.js"):
        assert "<" not in data.read_text("utf-8"), data


def test_nothing_runs_in_a_browser(hostile: Path, window: Window) -> None:
    window.page.on("dialog", lambda dialog: window.said.append(f"ran: {dialog.message}"))
    page = window.open(f"{(hostile / 'index.html').as_uri()}#q=alert")
    page.locator("#results > li").first.wait_for()
    assert "alert(3)" in page.locator("#results").inner_text()  # of a title without its tags
    for profile in sorted(hostile.glob("profiles/*.html")):
        window.open(profile)
        assert "{{7*7}}" in page.locator("article").inner_text()
        page.locator(".value").first.hover()
    page = window.open(f"{(hostile / 'compare.html').as_uri()}#A.B.P1,A.B.P1")
    page.locator("#sides td").first.wait_for()
    assert page.locator("img").count() == 0
