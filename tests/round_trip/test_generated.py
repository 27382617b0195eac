"""Rendered, then read: the same record. In every dialect, for records of every shape."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.read import read_text
from rendering import DIALECTS, render
from round_trip.comparable import comparable
from round_trip.records import profiles


@pytest.mark.parametrize("dialect", DIALECTS)
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_what_is_rendered_reads_as_the_same_record(dialect: str, data: st.DataObject) -> None:
    profile = data.draw(profiles(dialect))
    text = render(profile, dialect)
    reading = read_text(text)
    assert len(reading.profiles) == 1
    paths = dialect != "plain"  # bare headings have no depth
    assert comparable(reading.profiles[0], paths=paths) == comparable(profile, paths=paths)
    read = reading.profiles[0]
    named = {item.level for item in (*read.responsibilities, *read.requirements, *read.guidelines)}
    assert {level.code or level.label for level in read.levels} <= named
    unowned = [
        line for line, owner in zip(reading.document.lines, reading.owners, strict=True) if line.strip() and not owner
    ]
    assert unowned == []
