"""The pages of a family, of its roles and of a ladder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.handmade import publish_records
from ingest.site.build import build_site
from tables.bakery import family, ladder
from tables.sample import profile

WHOLE, BAKER, SECOND, COOK = (str(one.profile_id) for one in family())


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("families")
    books = [profile(uri="raw/books.txt")]
    data = publish_records(folder, {"bakery.txt": family(), "growers.txt": ladder(), "books.txt": books})
    build_site(data, folder / "site", folder / "out" / "runs")
    return folder / "site"


def _page(pages: Path, identity: str) -> str:
    return " ".join((pages / "profiles" / f"{identity}.html").read_text("utf-8").split())


def test_a_family_links_to_its_roles_and_is_judged_by_nobody(pages: Path) -> None:
    page = _page(pages, WHOLE)
    assert re.findall(r'<a href="(\w+)\.html">(?:Baker|Pastry Cook)</a>', page) == [BAKER, SECOND, COOK]
    assert "Job family" in page
    assert 'id="panel"' not in page
    assert "compare.html#" not in page
    assert "Crust &amp; Sons" in page


def test_a_role_links_to_its_family_and_to_the_others(pages: Path) -> None:
    page = _page(pages, BAKER)
    assert f'<a href="{WHOLE}.html">Bakery jobs</a>' in page
    nearest = page[page.index('id="adjacent"') : page.index('id="panel"')]
    assert re.findall(r'<a href="(\w+)\.html">', nearest) == [SECOND, COOK]
    assert "so they have no distance" in nearest


def test_a_role_shows_all_that_the_record_holds(pages: Path) -> None:
    page = _page(pages, BAKER)
    for part, text in (
        ("facts", "Mill Lane"),
        ("pay", "18 EUR per hour"),
        ("requirements", "A driving licence"),
        ("requirements", "preferred"),
        ("skills", "expert"),
        ("kept", "benefits"),
        ("outline", "not recognised"),
        ("level", "Level Senior Hand, Senior"),
    ):
        start = page.index(f'<section id="{part}"')
        assert text in page[start : page.index("</section>", start)], part


def test_a_ladder_shows_its_levels(pages: Path) -> None:
    page = _page(pages, str(ladder()[0].profile_id))
    levels = page[page.index('<section id="levels"') :]
    assert re.findall(r"<h3>([\w ]+)</h3>", levels)[:3] == ["Picker", "Grower", "Head Grower"]


def test_the_catalogue_lists_roles_by_code_or_label_of_level_and_no_family(pages: Path) -> None:
    cards = "".join(path.read_text("utf-8") for path in (pages / "data" / "roles").glob("*.js"))
    assert "Pastry Cook" in cards
    assert "Senior Hand" in cards
    assert "Bakery jobs" not in cards
    assert "Senior Hand" in (pages / "index.html").read_text("utf-8")
