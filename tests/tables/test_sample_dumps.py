"""The sample dumps, read and put into tables: what every row of a real dataset owes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.dedup import normalise
from ingest.read import read_text
from ingest.sources.decode import decode
from ingest.tables import (
    TABLES,
    Lines,
    Outcome,
    collect,
    merge_paragraphs,
    merge_roles,
    paragraph_partial,
    role_partial,
)
from tables.sample import dump

Dumps = dict[str, str]


@pytest.fixture(scope="module")
def dumps(raw: Path) -> Dumps:
    paths = sorted(path for path in raw.rglob("*.txt"))
    assert len(paths) >= 20
    return {f"raw/{path.relative_to(raw).as_posix()}": decode(path.read_bytes())[0] for path in paths}


@pytest.fixture(scope="module")
def tables(dumps: Dumps) -> dict[str, pa.Table]:
    return collect([_read(uri, text) for uri, text in dumps.items()])


def _read(uri: str, text: str) -> Outcome:
    reading = read_text(text, uri=uri, sha256="0" * 64)
    return replace(dump(uri, *reading.profiles), lines=Lines.of(reading.owners))


def test_required_columns_are_never_null(tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        for field in table.schema:
            assert field.nullable or not table[field.name].null_count, f"{name}.{field.name}"


def test_lines_lie_in_their_dump(tables: dict[str, pa.Table]) -> None:
    total = {row["document_id"]: row["lines_total"] for row in tables["documents"].to_pylist()}
    for name, table in tables.items():
        if "line_start" in table.column_names:
            for row in table.to_pylist():
                assert 1 <= row["line_start"] <= row["line_end"] <= total[row["document_id"]], (name, row)


def test_lines_are_all_accounted_for(tables: dict[str, pa.Table]) -> None:
    for row in tables["documents"].to_pylist():
        parts = ("blank", "claimed", "kept", "structure", "furniture")
        assert row["lines_total"] == sum(row[f"lines_{part}"] for part in parts), row["uri"]


def test_every_paragraph_stands_on_the_lines_it_names(tables: dict[str, pa.Table], dumps: Dumps) -> None:
    for row in tables["paragraph_occurrences"].to_pylist():
        lines = dumps[row["uri"]].split("\n")[row["line_start"] - 1 : row["line_end"]]
        there = normalise(" ".join(lines)).replace("\\", "")
        assert normalise(row["text"]).replace("\\", "") in there, row


def test_counts_are_those_of_the_other_tables(tables: dict[str, pa.Table]) -> None:
    for row in tables["profiles"].to_pylist():
        for name in (column.removesuffix("_count") for column in row if column.endswith("_count")):
            mine = pa.compute.equal(tables[name]["profile_id"], row["profile_id"])
            assert tables[name].filter(mine).num_rows == row[f"{name}_count"], (row["uri"], name)


def test_keys_tell_rows_apart(tables: dict[str, pa.Table]) -> None:
    for name, table in tables.items():
        if key := TABLES[name].key:
            assert table.group_by(list(key)).aggregate([]).num_rows == table.num_rows, name


def test_a_catalogue_says_much_of_it_more_than_once(tables: dict[str, pa.Table]) -> None:
    (paragraphs,) = merge_paragraphs([[paragraph_partial(tables["paragraph_occurrences"])]])
    assert sum(paragraphs["occurrences"].to_pylist()) == tables["paragraph_occurrences"].num_rows
    assert max(paragraphs["documents"].to_pylist()) > 1
    assert len(set(paragraphs["text"].to_pylist())) == paragraphs.num_rows


def test_every_code_is_one_role(tables: dict[str, pa.Table]) -> None:
    (roles,) = merge_roles([[role_partial(tables["profiles"], tables["documents"])]], ["raw"])
    codes = [code for code in tables["profiles"]["code"].to_pylist() if code]
    assert sorted(code for code in roles["code"].to_pylist() if code) == sorted(set(codes))
    assert sum(roles["profile_count"].to_pylist()) == tables["profiles"].num_rows
