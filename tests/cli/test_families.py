"""Families, ladders and roles without codes at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalogue.handmade import publish_records
from cli.conftest import Run
from tables.bakery import family, ladder

BAKER, SECOND, COOK = (str(one.profile_id) for one in family()[1:])


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bakery")
    publish_records(folder, {"bakery.txt": family(), "growers.txt": ladder()})
    return folder / "out"


def test_a_role_shows_its_facts_pay_requirements_and_sections(ingest: Run, bakery: Path) -> None:
    done = ingest("show", SECOND[:5], "-d", bakery)
    assert (done.returncode, done.stderr) == (0, "")
    shown = [line.strip() for line in done.stdout.splitlines()]
    for line in (
        f"no code, role {SECOND[:12]} of a family",
        "6 Place: Mill Lane",
        "7 € 18 an hour = 18 EUR per hour",
        "9 • At noon: Sweeps the floor.",
        "11 • You bring: 3 years at an oven (required)",
        "12 • A driving licence (preferred)",
        "14 Kneading: Until it comes off. [expert]",
        "15-16 What we offer (benefits)",
        "8-9 Duties: responsibilities, stated",
        "13 Oddments: unknown",
    ):
        assert line in shown, line


def test_a_level_without_a_code_is_called_by_its_label(ingest: Run, bakery: Path) -> None:
    shown = ingest("show", BAKER, "-d", bakery).stdout
    assert "Level Senior Hand, Senior\n" in shown
    assert "Responsibilities of Senior Hand (1 of 2)" in shown


def test_a_family_is_shown_with_its_roles(ingest: Run, bakery: Path) -> None:
    shown = ingest("show", "Bakery jobs", "-d", bakery).stdout
    assert "Roles of this family (3)" in shown
    for title, identity in (("Baker", BAKER), ("Baker", SECOND), ("Pastry Cook", COOK)):
        assert f"{title}  {identity[:12]}\n" in shown
    record = json.loads(ingest("show", "Bakery jobs", "-d", bakery, "--format", "json").stdout)
    assert (record["shape"], record["profile_id"]) == ("family", family()[0].profile_id)


def test_a_ladder_is_shown_level_by_level(ingest: Run, bakery: Path) -> None:
    shown = ingest("show", "Growing", "-d", bakery).stdout
    for line in ("Level Head Grower", "• Head Grower: Head Grower: counts crates.", "Guideline for Picker (3 levels"):
        assert line in shown


def test_several_roles_of_one_title_are_listed_with_their_ids(ingest: Run, bakery: Path) -> None:
    done = ingest("show", "Baker", "-d", bakery)
    assert done.stdout.splitlines()[0].startswith("code or id")
    assert all(identity[:12] in done.stdout for identity in (BAKER, SECOND))
    rows = json.loads(ingest("show", "Baker", "-d", bakery, "--format", "json").stdout)
    assert {row["profile_id"] for row in rows} == {BAKER, SECOND}


def test_neighbours_without_a_distance(ingest: Run, bakery: Path) -> None:
    done = ingest("adjacent", BAKER[:6], "-d", bakery)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[2:4]] == [SECOND[:12], COOK[:12]]
    assert "the other roles of its family are listed" in done.stdout
    rows = json.loads(ingest("adjacent", BAKER[:6], "-d", bakery, "--format", "json").stdout)
    assert [(row["profile_id"], row["distance"], row["exact"]) for row in rows] == [
        (SECOND, None, None),
        (COOK, None, None),
    ]


def test_a_family_has_no_neighbours(ingest: Run, bakery: Path) -> None:
    done = ingest("adjacent", "Bakery jobs", "-d", bakery)
    assert done.returncode == 2
    assert "'Bakery jobs' is a job family, not a role; its roles are:" in done.stderr


def test_compare_and_review_by_id(ingest: Run, bakery: Path) -> None:
    compared = ingest("compare", BAKER[:12], COOK[:12], "-d", bakery)
    assert compared.returncode == 0
    assert "3 years at an oven" in compared.stdout
    assert f"     id {COOK[:12]}\n" in compared.stdout
    reviewed = json.loads(ingest("review", "Bakery jobs", "-d", bakery, "--format", "json").stdout)
    assert {one["profile_id"] for one in reviewed} == {BAKER, SECOND, COOK}, "a family stands for its roles"


def test_search_names_by_id_what_has_no_code(ingest: Run, bakery: Path) -> None:
    found = ingest("search", "pastry", "cook", "-d", bakery).stdout.splitlines()
    assert found[0].startswith("code or id")
    assert found[1].split()[0] == COOK[:12]


def test_queries_see_shapes_and_families(ingest: Run, bakery: Path) -> None:
    asked = (
        "SELECT family.title AS family, count(*) AS roles "
        "FROM roles JOIN profiles AS family ON roles.part_of = family.profile_id GROUP BY 1"
    )
    assert json.loads(ingest("query", asked, "-d", bakery, "--format", "json").stdout) == [
        {"family": "Bakery jobs", "roles": 3}
    ]
    listed = ingest("show", "requirements", "-d", bakery).stdout
    assert "3 years at an oven" in listed
