"""The neighbours of all roles at once are those that each is given alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest.catalogue.dataset import Dataset
from ingest.catalogue.lookup import read_record
from ingest.catalogue.neighbourhood import read_neighbourhood
from ingest.coordinates import Measure
from ingest.settings import Settings

LIMIT = 7
_LEVELS = ("P1", "P2", "P3", "P5", "M1", "X2", "IC3")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, raw: Path) -> Dataset:
    """The samples, and families of one, two and three segments, some of them of one role only."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "raw").mkdir()
    paths = ["A", "A.B", "A.B.C", "A.BB", "AB.C", "D.E.F", "D.G.F", "H", *(f"Z{n}" for n in range(12))]
    for number, path in enumerate(paths):
        for level in _LEVELS[: 1 + number % len(_LEVELS)]:
            text = f"Role {path} — {level}\n{path}.{level}\nSkills\n- Listening\nAdjacent roles\n- Role A — P1\n"
            (folder / "raw" / f"{path}.{level}.txt").write_text(text, "utf-8")
    ingest.run([folder / "raw", f"samples={raw}"], folder / "out", workers=0, export="parquet")
    return ingest.open(folder / "out")


@pytest.mark.parametrize("weight", ["1/2", "0", "1/10"])
def test_all_at_once_as_one_by_one(many: Dataset, weight: str) -> None:
    measure = Measure.of(Settings(taxonomy_weight=weight))
    every = read_neighbourhood(many, measure)
    asked = [role for role in every.roles if role.code and not role.derived]
    assert len(asked) > 50
    for role in asked:
        alone = many.adjacent(str(role.code), limit=LIMIT, measure=measure)
        assert every.nearest(role.profile_id, LIMIT) == list(alone), role.code
        cards = read_record(many, role.page).adjacent_roles
        stated = every.stated(role.profile_id, cards)
        assert [card for card, _ in stated] == list(alone.stated), role.code
        assert [meant.code if meant else None for _, meant in stated] == [card.role for card in alone.stated]
