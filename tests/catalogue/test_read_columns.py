from __future__ import annotations

from pathlib import Path
from typing import cast

import pyarrow.parquet as pq
import pytest

from ingest.catalogue.dataset import Dataset
from ingest.catalogue.read_columns import read_columns
from ingest.errors import DamagedDataset, UsageError
from ingest.tables import TABLES


class ThreeParts:
    """What `read_columns` asks of a Dataset: a table in three parts of four aliases each."""

    def __init__(self, folder: Path) -> None:
        spec = TABLES["title_aliases"]
        for part in range(3):
            rows = [("d", "p", None, None, None, part * 4 + n, f"Baker {part * 4 + n}", 1, 1) for n in range(4)]
            pq.write_table(spec.from_rows(rows), folder / f"{part}.parquet")
        self.folder = folder

    def table(self, name: str) -> None:
        if name != "title_aliases":
            raise UsageError(f"there is no table {name!r}")

    def paths(self, _: str) -> list[Path]:
        return sorted(self.folder.glob("*.parquet"))


@pytest.fixture
def data(tmp_path: Path) -> Dataset:
    return cast("Dataset", ThreeParts(tmp_path))


def test_columns_come_from_all_parts(data: Dataset) -> None:
    found = read_columns(data, "title_aliases", ["title", "ordinal"])
    assert found.schema.names == ["title", "ordinal"]
    assert found["ordinal"].to_pylist() == list(range(12))


def test_a_damaged_part(data: Dataset, tmp_path: Path) -> None:
    (tmp_path / "2.parquet").write_bytes(b"damaged")
    with pytest.raises(DamagedDataset, match=r"2\.parquet"):
        read_columns(data, "title_aliases", ["title"])


def test_what_is_not_there(data: Dataset) -> None:
    with pytest.raises(UsageError, match="title_aliases has no column 'name'; its columns are: document_id, "):
        read_columns(data, "title_aliases", ["name"])
    with pytest.raises(UsageError, match="there is no table 'aliases'"):
        read_columns(data, "aliases", ["title"])
