"""Dumps in, rows of tables out, for engines that move the data themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.settings import Settings
from ingest.shard import dump_outcome
from ingest.shard.parsed_rows import BATCH_IN, ROWS_OUT, Texts, parse_rows
from ingest.shard.versions import ReadingSettings

PAGE = "Baker — P{0}\nBREAD.OVEN{0}.P{0}\nSkills\n- Kneading\n"


def test_a_row_for_each_dump_and_its_profiles() -> None:
    dumps = [
        ("raw/a.txt", PAGE.format(1).encode()),
        ("raw/b.txt", b"%PDF-1.7"),
        ("raw/c.txt", None),
        ("raw/d.txt", (PAGE.format(2) + PAGE.format(3)).encode("utf-16")),
    ]
    read = _read(dumps)
    assert sorted((row["uri"], row["status"], row["reason"]) for row in read["documents"]) == [
        ("raw/a.txt", "published", None), ("raw/b.txt", "quarantined", "E102"),
        ("raw/c.txt", "skipped", "I605"), ("raw/d.txt", "published", None),
    ]  # fmt: skip
    assert sorted(row["code"] for row in read["profiles"]) == ["BREAD.OVEN1.P1", "BREAD.OVEN2.P2", "BREAD.OVEN3.P3"]
    assert [row["code"] for row in read["diagnostics"] if row["uri"] == "raw/b.txt"] == ["E102"]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.text(), st.none() | st.binary(max_size=300) | st.text().map(str.encode)), max_size=5))
def test_no_dump_raises(dumps: list[tuple[str, bytes | None]]) -> None:
    assert len(_read(dumps)["documents"]) == len(dumps)


def test_a_bug_of_ours_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one over nought")

    monkeypatch.setattr(dump_outcome, "read_bytes", broken)
    read = _read([("a/b", b"x")])
    assert [(row["status"], row["reason"]) for row in read["documents"]] == [("quarantined", "E202")]
    assert "one over nought" in read["diagnostics"][0]["message"]


def _read(dumps: Sequence[tuple[str, bytes | None]]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table."""
    batch = pa.RecordBatch.from_pylist([{"uri": uri, "content": content} for uri, content in dumps], BATCH_IN)
    out = parse_rows(Texts(batch, ReadingSettings.of(Settings())))
    assert (out.schema, out.num_rows) == (ROWS_OUT, 1)
    (tables,) = out.to_pylist()
    return dict(tables)
