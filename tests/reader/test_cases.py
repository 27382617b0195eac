"""Every case file: the record says what the case expects, and every line of the dump has an owner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.read import read_text
from reader.cases import Case, assert_holds, load_cases, select

CASES = load_cases(Path(__file__).parent.parent / "cases")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Case) -> None:
    reading = read_text(case.text)
    records = [json.loads(profile.model_dump_json()) for profile in reading.profiles]
    for expectation in case.expectations:
        got = len(records) if expectation.path == "profiles" else select(records[expectation.n], expectation.path)
        assert_holds(expectation, got)
    unowned = [
        n
        for n, (line, owner) in enumerate(zip(reading.document.lines, reading.owners, strict=True), 1)
        if line.strip() and not owner
    ]
    assert unowned == []
