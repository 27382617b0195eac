from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

import ingest
from ingest import Dataset, UsageError
from ingest.catalogue.search import Hit, Hits

BAKER = """\
Bread Baking — P{level}
BREAD.OVEN.P{level}
Skills
- Kneading
- Works the dough until it is smooth and springs back when pressed.
- Chemical analysis
- Knows why a dough has gone sour.
Title aliases
- Oven Hand
- Night Baker
Classification mappings
O*NET / SOC
- code=51-3011source=desk
"""
CLERK = """\
Oven Sales — P2
SALES.COUNTER.P2
Skills
- Bread knowledge
- Says which loaf keeps for a week.
"""
NO_CODE = """\
IC3 Analytical Chemist
Skills
- Kneading machines
- Keeps them running.
Title aliases
- Bäcker im Labor
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("search")
    (folder / "raw").mkdir()
    for name, text in {
        "a1.txt": BAKER.format(level=1),
        "a2.txt": BAKER.format(level=2),
        "b.txt": CLERK,
        "c.txt": NO_CODE,
        "old.txt": BAKER.format(level=1).replace("Night Baker", "Day Baker"),
    }.items():
        (folder / "raw" / name).write_text(text, "utf-8")
    ingest.run(folder / "raw", folder / "out", workers=0, export="parquet")
    return ingest.open(folder / "out")


def told(hits: Iterable[Hit]) -> list[tuple[str | None, str, str, str, int | None]]:
    return [(hit.code, hit.field, hit.kind, hit.matched, hit.line_start) for hit in hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("bread.oven.p2", ("BREAD.OVEN.P2", "code", "exact", "BREAD.OVEN.P2", 2)),
        ("Bread Baking — P2", ("BREAD.OVEN.P2", "title", "exact", "Bread Baking — P2", 1)),
        ("bread baking", ("BREAD.OVEN.P1", "name", "exact", "Bread Baking", 1)),
        ("oven hand", ("BREAD.OVEN.P1", "alias", "exact", "Oven Hand", 9)),
        ("baecker im labor", (None, "alias", "fuzzy", "Bäcker im Labor", 6)),
        ("backer im labor", (None, "alias", "exact", "Bäcker im Labor", 6)),
        ("Kneading", ("BREAD.OVEN.P1", "skill", "exact", "Kneading", 4)),
        ("51-3011", ("BREAD.OVEN.P1", "classification", "exact", "51-3011", 13)),
        ("bakers", ("BREAD.OVEN.P1", "classification", "exact", "Bakers", 13)),
        ("anlytical chemst", (None, "name", "fuzzy", "Analytical Chemist", 1)),
        ("counter", ("SALES.COUNTER.P2", "code", "words", "SALES.COUNTER.P2", 2)),
    ],
)
def test_the_first_hit(data: Dataset, text: str, first: tuple[str | None, str, str, str, int]) -> None:
    assert told(data.search(text))[0] == first


def test_the_order(data: Dataset) -> None:
    assert [(hit.code, hit.field, hit.kind) for hit in data.search("oven")] == [
        ("BREAD.OVEN.P1", "alias", "prefix"),  # `Oven Hand` is shorter than `Oven Sales`
        ("BREAD.OVEN.P2", "alias", "prefix"),
        ("SALES.COUNTER.P2", "name", "prefix"),
    ]
    scores = [hit.score for hit in data.search("bake")]
    assert len(set(scores)) > 1
    assert scores == sorted(scores, reverse=True)


def test_what_a_role_is_called_counts_more_than_its_skills(data: Dataset) -> None:
    assert [(hit.code, hit.field) for hit in data.search("bread")] == [
        ("BREAD.OVEN.P1", "name"),
        ("BREAD.OVEN.P2", "name"),
        ("SALES.COUNTER.P2", "skill"),
    ]
    assert (data.search("bread baking")[0].score, data.search("kneading")[0].score) == (1.0, 0.8)


def test_current_profiles_only_and_each_once(data: Dataset) -> None:
    hits = data.search("baker")
    assert [(hit.uri, hit.kind) for hit in hits] == [
        ("raw/old.txt", "words"), ("raw/a2.txt", "words"), ("raw/c.txt", "fuzzy")
    ]  # fmt: skip
    assert data.search("day baker")[0].uri == "raw/old.txt"
    assert not [hit for hit in data.search("night baker") if hit.kind == "exact" and hit.uri == "raw/a1.txt"]


def test_some_fields(data: Dataset) -> None:
    assert {hit.field for hit in data.search("kneading", fields=["skill"])} == {"skill"}
    assert list(data.search("kneading", fields="skill")) == list(data.search("kneading", fields=["skill"]))
    assert not data.search("kneading", fields=["alias", "code"])
    with pytest.raises(UsageError, match="no field 'skills' to search in; there are: code, title, name, alias, skill"):
        data.search("kneading", fields=["skills"])


def test_a_limit_keeps_the_best(data: Dataset) -> None:
    hits = data.search("bread")
    assert len(hits) == 3
    few = data.search("bread", limit=2)
    assert (tuple(few), few.total, hits.total) == (hits[:2], 3, 3)


@pytest.mark.parametrize("text", ["", "  ", "—", "…!", "\udcff"])
def test_nothing_to_look_for(data: Dataset, text: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for"):
        data.search(text)


def test_bytes_that_are_no_text(data: Dataset) -> None:
    assert data.search("knead\udcff")[0].matched == "Kneading"


def test_a_book_is_not_looked_for(data: Dataset) -> None:
    with pytest.raises(UsageError, match="a text of 4,800 characters is too long to look for; at most 200"):
        data.search("bread oven " * 436 + "loaf")
    assert not data.search("a " * 100)


def test_hits_are_rows_too(data: Dataset) -> None:
    hits = data.search("bread")
    assert isinstance(hits, Hits)
    assert [Hit(**row) for row in hits.arrow().to_pylist()] == list(hits)
    assert hits.to_pandas()["code"].tolist() == hits.to_polars()["code"].to_list() == [hit.code for hit in hits]
    assert hits[-1].field == "skill"
    with pytest.raises(IndexError, match="out of range"):
        hits[3]


def test_nothing_found(data: Dataset) -> None:
    assert len(data.search("plumbing")) == 0
    assert data.finder.near("plumbing") == []
    assert data.finder.near("chemist analysis lab")[0] == "Chemical analysis"
    assert data.finder.near("chemist analysis lab", ["name"]) == ["Analytical Chemist"]


def test_a_dataset_without_profiles(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    ingest.run(tmp_path / "raw", tmp_path / "out", workers=0, export="parquet")
    empty = ingest.open(tmp_path / "out")
    assert len(empty.search("anything")) == 0
    assert empty.search("anything").arrow().schema.names == list(Hit._fields)
    assert empty.finder.near("anything") == []
