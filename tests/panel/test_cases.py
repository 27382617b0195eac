"""Every case file: a dump, and what the panel says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.panel import review
from ingest.read import read_text
from reader.cases import Case, assert_holds, load_cases, select

CASES = load_cases(Path(__file__).parent / "cases")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case) -> None:
    reviews = [review(profile).as_dict() for profile in read_text(case.text).profiles]
    for expectation in case.expectations:
        assert_holds(expectation, select(reviews[expectation.n], expectation.path))
