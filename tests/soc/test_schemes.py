from __future__ import annotations

import pytest

from ingest.soc import edition_of, find_occupation, occupation_of


@pytest.mark.parametrize(
    "scheme",
    ["O*NET / SOC", "SOC", "soc", "SOC 2018", "SOC2018", "US SOC (2018)", "O*NET", "O*Net-SOC 2019", "ONET", "O NET",
     "O*NET-SOC", "2018 Standard Occupational Classification", "BLS SOC code", "O*NET 28.1", "SOC_2018"],
)  # fmt: skip
def test_the_edition_of_2018(scheme: str) -> None:
    assert edition_of(scheme) == "2018"


@pytest.mark.parametrize(
    ("scheme", "version"),
    [("SOC 2010", None), ("SOC (2000)", None), ("O*NET-SOC 2010", None), ("SOC", "2010"), ("SOC 2018", "2010"),
     ("O*NET / SOC", "v2010-06"), ("SOC 2019", None)],
)  # fmt: skip
def test_other_editions(scheme: str, version: str | None) -> None:
    assert edition_of(scheme, version) == "other"


@pytest.mark.parametrize(
    "scheme",
    [None, "", "ISCO-08", "ESCO", "NOC 2021", "UK SOC 2020", "U.K. SOC", "SSOC 2020", "Social work", "ISCO-08 / SOC",
     "Soccer", "Singapore Standard Occupational Classification", "Cabinet", "Monet", "O*NETWORK", "DOT"],
)  # fmt: skip
def test_other_schemes(scheme: str | None) -> None:
    assert edition_of(scheme) is None


def test_a_version_without_a_year_says_nothing() -> None:
    assert edition_of("O*NET / SOC", "28.1") == edition_of("SOC", "2") == "2018"


@pytest.mark.parametrize("code", ["43-4051", "43-4051.00", "43-4051.07", "43–4051"])
def test_an_occupation_by_any_spelling(code: str) -> None:
    assert occupation_of("O*NET / SOC", code) == find_occupation("43-4051")


@pytest.mark.parametrize(
    ("scheme", "code", "version"),
    [(None, "43-4051", None), ("ISCO-08", "43-4051", None), ("SOC 2010", "43-4051", None), ("SOC", "43-4051", "2010"),
     ("SOC", "43-4099", None), ("SOC", "4222", None)],
)  # fmt: skip
def test_no_occupation(scheme: str | None, code: str, version: str | None) -> None:
    assert occupation_of(scheme, code, version) is None
