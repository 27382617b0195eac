"""Every table in every form, with rows and without, and all of one snapshot whatever is published meanwhile."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

import ingest
from ingest import Dataset
from ingest.tables import TABLES

PANDAS = {pa.string(): "str", pa.int32(): "Int32", pa.int64(): "Int64", pa.float64(): "float64", pa.bool_(): "boolean"}
POLARS = {
    pa.string(): pl.String, pa.int32(): pl.Int32, pa.int64(): pl.Int64, pa.float64(): pl.Float64, pa.bool_(): pl.Boolean
}  # fmt: skip


def dataset(folder: Path, raw: Path) -> Dataset:
    ingest.run(raw, folder / "out", workers=0, export="parquet")
    return ingest.open(folder / "out")


@pytest.fixture(scope="module")
def full(published: Path) -> Dataset:
    return ingest.open(published)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    folder = tmp_path_factory.mktemp("empty")
    (folder / "raw").mkdir()
    return dataset(folder, folder / "raw")


@pytest.mark.parametrize("which", ["full", "empty"])
def test_every_table_in_every_form(which: str, request: pytest.FixtureRequest) -> None:
    data: Dataset = request.getfixturevalue(which)
    for name in data.tables:
        rows = data.table(name)
        schema, count = TABLES[name].schema, sum(part.rows for part in data.manifest.of(name))
        assert rows.arrow().schema.equals(schema, check_metadata=True), name
        assert rows.arrow().num_rows == count
        pandas, polars = rows.to_pandas(), rows.to_polars()
        assert (len(pandas), len(polars)) == (count, count)
        assert {column: str(kind) for column, kind in pandas.dtypes.items()} == {
            field.name: PANDAS[field.type] for field in schema
        }, name
        assert dict(polars.schema) == {field.name: POLARS[field.type] for field in schema}, name
        assert repr(rows).startswith(f"<{name}: {count:,} of {schema.names[0]}, ")
    assert bool(len(data.profiles.to_pandas())) == (which == "full")


def test_flags_that_are_missing_can_be_asked_for(full: Dataset) -> None:
    duties = full.responsibilities.to_pandas()
    duties.loc[0, "is_own_level"] = None
    own = duties[duties["is_own_level"]]
    assert 0 < len(own) < len(duties)
    assert 0 not in own.index


def test_numbers_of_an_answer_are_numbers(full: Dataset) -> None:
    rows = full.query(
        "SELECT sum(length(text)) AS whole, 1.5 AS part, sum(length(text))::HUGEINT * 10::HUGEINT ** 15 AS large,"
        " NULL::DECIMAL(4, 1) AS nothing FROM paragraphs"
    ).arrow()
    assert [str(field.type) for field in rows.schema] == ["int64", "double", "double", "double"]
    [row] = rows.to_pylist()
    assert row["whole"] == sum(len(text) for text in full.paragraphs.arrow()["text"].to_pylist())
    assert (row["part"], row["nothing"]) == (1.5, None)
    assert row["large"] == pytest.approx(row["whole"] * 1e15)


def test_one_snapshot_whatever_is_published(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text("Baker — P1\nBREAD.OVEN.P1\nSkills\n- Kneading\n- Works the dough until it is smooth.\n")
    data = dataset(tmp_path, raw)
    skills = data.skills  # not read yet
    (raw / "a.txt").write_text("Baker — P1\nBREAD.OVEN.P1\nSkills\n- Milling\n- Grinds the corn until it is flour.\n")
    later = dataset(tmp_path, raw)
    assert (data.number, later.number) == (1, 2)
    for seen, name in ((data, "Kneading"), (later, "Milling")):
        assert seen.skills.to_pandas()["name"].tolist() == [name]
        assert seen.skills.to_polars()["name"].to_list() == [name]
        assert seen.query("SELECT name FROM skills").arrow()["name"].to_pylist() == [name]
        assert [hit.matched for hit in seen.search(name)] == [name]
    assert skills.arrow()["name"].to_pylist() == ["Kneading"]
