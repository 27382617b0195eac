"""Families, ladders and roles without codes in every answer of the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.handmade import publish_records
from ingest.catalogue import Dataset
from ingest.catalogue.comparison import compare
from ingest.catalogue.difference import difference
from ingest.catalogue.lookup import find_roles, members, read_record
from ingest.catalogue.neighbourhood import read_neighbourhood
from ingest.catalogue.read_columns import read_columns
from ingest.catalogue.reviews import reviews
from ingest.coordinates import Measure
from ingest.errors import UsageError
from ingest.settings import Settings
from tables.bakery import family, ladder
from tables.sample import profile

MEASURE = Measure.of(Settings())
BAKER, SECOND, COOK = (str(one.profile_id) for one in family()[1:])
WHOLE = str(family()[0].profile_id)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    coded = profile(uri="raw/books.txt")
    pages = {"bakery.txt": family(), "growers.txt": ladder(), "books.txt": [coded]}
    return publish_records(tmp_path_factory.mktemp("bakery"), pages, review=True)


def test_a_family_is_in_profiles_and_items_only(data: Dataset) -> None:
    shapes = read_columns(data, "profiles", ["shape", "role_id", "part_of", "title"]).to_pylist()
    assert {row["title"]: row["shape"] for row in shapes} == {
        "Bakery jobs": "family",
        "Baker": "role",
        "Pastry Cook": "role",
        "Growing": "ladder",
        "Orchard Bookkeeping — P2": "role",
    }
    assert [row["title"] for row in shapes if row["role_id"] is None] == ["Bakery jobs"]
    assert {row["part_of"] for row in shapes if row["part_of"]} == {WHOLE}
    assert "Employer" in read_columns(data, "facts", ["label"])["label"].to_pylist()
    assert WHOLE not in read_columns(data, "roles", ["profile_id"])["profile_id"].to_pylist()
    assert WHOLE not in read_columns(data, "panel_scores", ["profile_id"])["profile_id"].to_pylist()
    assert len({row["role_id"] for row in shapes if row["title"] == "Baker"}) == 2, "two roles, though of one title"


def test_the_ids_in_a_record_are_those_of_the_tables(data: Dataset) -> None:
    for row in read_columns(data, "records", ["document_id", "profile_id", "record"]).to_pylist():
        if '"title":"Orchard' not in row["record"]:  # which was written without ids
            assert f'"profile_id":"{row["profile_id"]}"' in row["record"]
            assert f'"document_id":"{row["document_id"]}"' in row["record"]


def test_a_role_without_a_code_is_found_by_its_title_or_id(data: Dataset) -> None:
    assert [role.profile_id for role in find_roles(data, "pastry cook")] == [COOK]
    assert {role.profile_id for role in find_roles(data, "Baker")} == {BAKER, SECOND}
    assert [role.profile_id for role in find_roles(data, SECOND)] == [SECOND]
    assert [role.profile_id for role in find_roles(data, SECOND[:4].upper())] == [SECOND]
    assert [role.profile_id for role in find_roles(data, "senior hand")] == [BAKER]
    with pytest.raises(UsageError, match=r"no table, code, title or dump .*; of an id give four digits or more"):
        find_roles(data, SECOND[:3])


def test_a_family_is_found_with_its_roles(data: Dataset) -> None:
    (found,) = find_roles(data, "bakery JOBS")
    assert found.is_family
    assert [role.profile_id for role in members(data, found)] == [BAKER, SECOND, COOK]
    assert read_record(data, found).description == "Who works at the bakery."


def test_neighbours_of_a_role_without_a_code_are_those_of_its_family(data: Dataset) -> None:
    found = data.adjacent(BAKER[:8])
    assert [(role.profile_id, role.distance, role.band, role.exact) for role in found] == [
        (SECOND, None, None, None),
        (COOK, None, None, None),
    ]
    assert (found.total, found.coordinates) == (2, None)
    every = read_neighbourhood(data, MEASURE)
    assert every.nearest(BAKER, 8) == list(found)
    assert [role.profile_id for role in every.nearest(BAKER, 1)] == [SECOND]


def test_a_ladder_without_a_family_has_no_neighbours(data: Dataset) -> None:
    assert list(data.adjacent("Growing")) == []
    assert read_neighbourhood(data, MEASURE).nearest(str(ladder()[0].profile_id), 8) == []


def test_what_has_no_code_is_left_out_of_distances(data: Dataset) -> None:
    found = data.adjacent("ORCH1.BOOKS2.P2")
    assert {role.code for role in found} == {"ORCH1.BOOKS2.P1"}, "the derived one"
    assert found.left_out == {"no code": 4}


def test_a_family_is_no_role(data: Dataset) -> None:
    with pytest.raises(UsageError, match=f"is a job family, not a role; its roles are: {BAKER[:12]} .Baker., "):
        data.adjacent("Bakery jobs")
    with pytest.raises(UsageError, match=f"'Baker' names 2 roles; name one: .*{SECOND[:12]} .raw/bakery.txt."):
        data.adjacent("Baker")


def test_a_ladder_is_compared_with_all_its_levels(data: Dataset) -> None:
    found = compare(data, ["Growing", COOK], MEASURE)
    assert [role.distance for role in found.roles] == [None, None]
    assert [row.cells[0].text for row in found.parts["responsibilities"] if row.cells[0]] == [
        "Picker: counts crates.",
        "Grower: counts crates.",
        "Head Grower: counts crates.",
    ]
    assert [row.label for row in found.parts["guidelines"]][:3] == [
        "Picker: knowledge_application",
        "Picker: degree_experience",
        "Picker: Tools",
    ]


def test_requirements_facts_and_pay_are_compared(data: Dataset) -> None:
    found = compare(data, [BAKER, SECOND], MEASURE)
    said = {name: [row.verdict for row in found.parts[name]] for name in ("requirements", "facts", "pay")}
    assert said == {"requirements": ["same", "same"], "facts": ["same"], "pay": ["same"]}
    assert [row.label for row in found.parts["experience"]] == ["requirements"]


def test_search_finds_families_and_roles_without_codes(data: Dataset) -> None:
    assert [(hit.profile_id, hit.code) for hit in data.search("bakery jobs")] == [(WHOLE, None)]
    assert {hit.profile_id for hit in data.search("baker", fields="title")} >= {BAKER, SECOND}
    assert [hit.profile_id for hit in data.search("folding")] == [COOK]


def test_reviews_of_all_roles_but_no_family(data: Dataset) -> None:
    found = {review.profile_id: review for review in reviews(data)}
    assert WHOLE not in found
    assert len(found) == 5
    assert list(reviews(data, find_roles(data, "Bakery jobs"))) == []


def test_levels_without_an_order_are_not_compared(data: Dataset) -> None:
    """The years of the ladder fall from row to row, but nothing says which level is the higher one."""
    (review,) = reviews(data, find_roles(data, "Growing"))
    assert not [finding.id for finding in review.findings if finding.id.startswith("progression.experience")]
    assert "completeness.level-missing" not in {finding.id for finding in review.findings}


def test_the_difference_names_what_has_no_code(tmp_path: Path) -> None:
    before = publish_records(tmp_path, {"bakery.txt": family(), "growers.txt": ladder()})
    whole, baker, second, _ = family()
    moved = baker.model_copy(update={"description": "Bakes at night."})
    after = publish_records(tmp_path, {"bakery.txt": (whole, moved, second), "growers.txt": ladder()})
    found = difference(before, after)
    assert [(one.title, one.fields) for one in found.changed] == [("Baker", ("description",))]
    assert [one.title for one in found.gone] == ["Pastry Cook"]
    assert not found.added
