from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ingest.errors import DamagedDataset
from ingest.store.part_reader import read_batches
from ingest.tables import TABLES

COLUMNS = ["document_id", "title"]


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """Ten dumps of 100 aliases each, in groups of 250 rows."""
    rows = [
        (f"{dump:032x}", "p", None, None, None, n, f"Baker {dump} {n}", 1, 1) for dump in range(10) for n in range(100)
    ]
    pq.write_table(TABLES["title_aliases"].from_rows(rows), tmp_path / "part.parquet", row_group_size=250)
    return tmp_path / "part.parquet"


def test_all_rows_some_at_a_time(part: Path) -> None:
    batches = list(read_batches(part, COLUMNS))
    assert len(batches) > 1
    titles = [title for batch in batches for title in batch["title"].to_pylist()]
    assert titles == [f"Baker {dump} {n}" for dump in range(10) for n in range(100)]


@pytest.mark.parametrize(("dump", "groups"), [(0, 1), (2, 2), (9, 1), (77, 0)])
def test_of_one_dump_only_groups_that_may_hold_it_are_read(part: Path, dump: int, groups: int) -> None:
    rows = [row for batch in read_batches(part, COLUMNS, f"{dump:032x}") for row in batch.to_pylist()]
    assert len(rows) == groups * 250
    assert sum(row["document_id"] == f"{dump:032x}" for row in rows) == (100 if groups else 0)


def test_a_damaged_part(part: Path) -> None:
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(DamagedDataset, match=r"part\.parquet: cannot be read .*`ingest verify`"):
        list(read_batches(part, COLUMNS))
