"""What an analyst opens is what was written, whatever they open it with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exporters.dataset import tables
from ingest.exporters import unescape, write_csv, write_parquet
from ingest.tables import TABLES

NAMES = pytest.mark.parametrize("name", list(TABLES))


@pytest.fixture(scope="module")
def every() -> dict[str, pa.Table]:
    return tables(14)


@pytest.fixture
def parquet(name: str, every: dict[str, pa.Table], tmp_path: Path) -> str:
    path = tmp_path / f"{name}.parquet"
    with path.open("wb") as file:
        write_parquet([every[name]], file, TABLES[name].schema)
    return str(path)


def _from_pandas(path: str) -> list[dict[str, Any]]:
    frame = pd.read_parquet(path).astype(object)
    return frame.where(frame.notna(), None).to_dict("records")  # type: ignore[no-any-return]


@NAMES
def test_four_readers_give_the_same_rows(name: str, every: dict[str, pa.Table], parquet: str) -> None:
    rows = every[name].to_pylist()
    assert rows
    assert pq.read_table(parquet).to_pylist() == rows
    assert pl.read_parquet(parquet).to_dicts() == rows
    assert duckdb.read_parquet(parquet).to_arrow_table().to_pylist() == rows
    assert _from_pandas(parquet) == rows


@NAMES
def test_duckdb_reads_the_csv_with_types_and_nulls_apart_from_empty_texts(
    name: str, every: dict[str, pa.Table], tmp_path: Path
) -> None:
    table, schema, path = every[name], TABLES[name].schema, tmp_path / f"{name}.csv"
    with path.open("wb") as file:
        write_csv([table], file, schema)
    types = {"string": "VARCHAR", "int32": "INTEGER", "int64": "BIGINT", "double": "DOUBLE", "bool": "BOOLEAN"}
    columns = {field.name: types[str(field.type)] for field in schema}
    read = duckdb.read_csv(
        str(path), header=True, columns=columns, quotechar='"', escapechar='"', allow_quoted_nulls=False
    ).to_arrow_table()
    plain = [
        {key: unescape(value) if isinstance(value, str) else value for key, value in row.items()}
        for row in read.to_pylist()
    ]
    assert plain == table.to_pylist()
