"""Roles side by side, chosen on the page, in an address that can be passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest

from .window import Window

PIPELINES = "DATAPL4.PIPELN7C2"


def test_chosen_on_the_page_and_kept_in_the_address(site: Path, window: Window) -> None:
    page = window.open(site / "compare.html")
    adder = page.get_by_role("combobox")
    for query in ("pipelines p3", "pipelines p4"):
        adder.fill(query)
        page.get_by_role("option").first.wait_for()
        adder.press("ArrowDown")
        adder.press("Enter")
        page.locator("#offers").wait_for(state="hidden")
    page.get_by_text("values are the same in both").wait_for()
    assert page.url.endswith(f"#{PIPELINES}.P3,{PIPELINES}.P4")
    page.get_by_role("button", name="Remove Data Pipelines — P3").click()
    page.get_by_text("Add another role").wait_for()
    assert page.url.endswith(f"#{PIPELINES}.P4")


def test_same_changed_and_only_here(site: Path, window: Window) -> None:
    page = window.open(f"{(site / 'compare.html').as_uri()}#{PIPELINES}.P3,{PIPELINES}.P4,DATAPL4.GOVERN3K8.P4")
    page.get_by_text("are the same in all 3").wait_for()
    heads = page.locator("#sides th[scope=col] a").all_inner_texts()
    assert heads == ["Data Pipelines — P3", "Data Pipelines — P4", "Data Governance — P4"]
    assert page.get_by_role("rowheader", name="Complexity and problem solving").count() == 1
    name = page.locator("#sides tr", has_text="Senior Professional").last
    assert name.locator("mark").all_inner_texts() == ["Senior", "Senior"]
    python = page.locator("#sides tr", has=page.get_by_role("rowheader", name="Python", exact=True))
    assert python.locator("td").all_inner_texts()[2].endswith("–")


@pytest.mark.parametrize("origin", [f"{PIPELINES}.P4", "DATAPL4.DATAMGT1E6.M2"])
def test_distances_are_those_of_adjacent(dataset: Path, site: Path, window: Window, origin: str) -> None:
    near = [one for one in ingest.open(dataset).adjacent(origin) if not one.derived]
    assert len(near) > 20
    for start in range(0, len(near), 3):
        three = near[start : start + 3]
        page = window.open(f"{(site / 'compare.html').as_uri()}#{','.join([origin, *(one.code for one in three)])}")
        for one in three:
            page.locator("#sides th[scope=col] code").get_by_text(one.code, exact=True).wait_for()
        first, *cells = page.locator("#sides .distance td").all_inner_texts()
        assert first == "measured from here"
        said = [f"{one.distance:.3f} {one.band}" for one in three]
        assert [" ".join(cell.split("\n")[0].split()) for cell in cells] == said


def test_a_role_without_a_code_has_no_distance(site: Path, window: Window) -> None:
    nameless = min(path.stem for path in (site / "profiles").glob("?" * 32 + ".html"))
    page = window.open(f"{(site / 'compare.html').as_uri()}#{PIPELINES}.P4,{nameless}")
    page.locator("#sides .distance").get_by_text("has no code").wait_for()


def test_a_profile_leads_here(site: Path, window: Window) -> None:
    page = window.open(site / f"profiles/{PIPELINES}.P4.html")
    page.get_by_role("link", name="Compare").last.click()
    page.get_by_text("Add another role").wait_for()


def test_a_name_that_no_role_has(site: Path, window: Window) -> None:
    page = window.open(f"{(site / 'compare.html').as_uri()}#{PIPELINES}.P3,<img src=x>")
    page.get_by_text("No role here is called <img src=x>.").wait_for()
    window.said.clear()  # the browser names the file that is not there


def test_on_a_phone_roles_stand_one_below_the_other(site: Path, window: Window) -> None:
    page = window.open(f"{(site / 'compare.html').as_uri()}#{PIPELINES}.P3,{PIPELINES}.P4")
    page.set_viewport_size({"width": 390, "height": 800})
    cells = page.locator("#sides tbody td[data-role]")
    cells.first.wait_for()
    first, second = (cells.nth(number).bounding_box() for number in (0, 1))
    assert first
    assert second
    assert first["x"] == second["x"]
    assert second["y"] > first["y"]
    assert second["x"] + second["width"] <= 390


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fevil", "%2e%2e/%2e%2e/evil", "..%5C..%5Cevil", "a%2F..%2F..%2F..%2Fevil", "%"]
)
def test_an_address_loads_nothing_from_another_folder(site: Path, window: Window, name: str) -> None:
    """A script of another folder of the same origin would run here."""
    page = window.open(f"{(site / 'compare.html').as_uri()}#{name},{PIPELINES}.P4")
    page.get_by_text("No role here is called").wait_for()
    assert not [url for url in window.asked if "evil" in url.partition("#")[0] or url.endswith("%25.js")]
