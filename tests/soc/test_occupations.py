"""The table, row by row: what a code means and what it is in is what the table says, whatever the code looks like."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from ingest.soc import GROUPS, Occupation, find_occupation, groups_of

TABLE = Path(__file__).parents[2] / "src/ingest/soc/soc_2018.csv"
ROWS = list(csv.reader(TABLE.read_text("utf-8").splitlines()))[1:]
PARENTS = {code: parent for code, _, parent, _ in ROWS}


def test_the_table_is_whole() -> None:
    assert len(ROWS) == len(PARENTS) == 1447
    assert Counter(group for _, group, _, _ in ROWS) == {"Major": 23, "Minor": 98, "Broad": 459, "Detailed": 867}


def test_every_code_has_its_row() -> None:
    for code, group, parent, title in ROWS:
        assert find_occupation(code) == Occupation(code, group.lower(), parent or None, title)


def test_every_code_is_in_what_the_table_says() -> None:
    for code, group, _, _ in ROWS:
        occupation = find_occupation(code)
        assert occupation
        found = groups_of(occupation)
        assert list(found) == list(GROUPS[: GROUPS.index(group.lower()) + 1]), code
        above, child = list(found.values())[:-1], code
        for outer in reversed(above):
            assert outer.code == PARENTS[child]
            child = outer.code
        assert PARENTS[child] == ""


def _by_prefix(code: str, group: str) -> dict[str, str]:
    """What the digits alone would say."""
    guesses = {"major": f"{code[:2]}-0000", "minor": f"{code[:4]}000", "broad": f"{code[:6]}0", "detailed": code}
    return {name: guesses[name] for name in GROUPS[: GROUPS.index(group)]} | {group: code}


def test_prefixes_are_wrong_for_some() -> None:
    wrong = {
        code: group
        for code, group, _, _ in ROWS
        if (occupation := find_occupation(code))
        and {name: one.code for name, one in groups_of(occupation).items()} != _by_prefix(code, group.lower())
    }
    assert Counter(wrong.values()) == {"Detailed": 28, "Broad": 9}
    assert {"15-1232", "29-1221", "31-1121", "51-5112"} <= wrong.keys()


@pytest.mark.parametrize(
    ("code", "within"),
    [
        ("15-1232", ["15-0000", "15-1200", "15-1230"]),
        ("29-1221", ["29-0000", "29-1000", "29-1210"]),
        ("43-4051", ["43-0000", "43-4000", "43-4050"]),
        ("43-4050", ["43-0000", "43-4000"]),
        ("43-0000", []),
    ],
)
def test_what_an_occupation_is_in(code: str, within: list[str]) -> None:
    occupation = find_occupation(code)
    assert occupation
    assert [one.code for one in groups_of(occupation).values()] == [*within, code]


@pytest.mark.parametrize("code", ["", "43-4099", "43-4051.00", "99-9999", "00-0000", "code"])
def test_what_is_not_in_the_table(code: str) -> None:
    assert find_occupation(code) is None
