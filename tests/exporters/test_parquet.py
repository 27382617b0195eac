from __future__ import annotations

import io
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.dataset import tables
from ingest.exporters import parquet, write_parquet
from ingest.tables import TABLES, TableSpec

SPECS = pytest.mark.parametrize("spec", TABLES.values(), ids=list(TABLES))
TABLE = tables(20)["paragraph_occurrences"]


def written(pieces: list[pa.Table | pa.RecordBatch], schema: pa.Schema) -> bytes:
    file = io.BytesIO()
    rows = write_parquet(pieces, file, schema)
    assert rows == sum(piece.num_rows for piece in pieces)
    return file.getvalue()


@SPECS
def test_what_is_read_is_what_was_written_schema_and_all(spec: TableSpec) -> None:
    table = tables()[spec.name]
    read = pq.read_table(io.BytesIO(written([table], spec.schema)))
    assert read.equals(table)
    assert read.schema.equals(spec.schema, check_metadata=True)


@SPECS
def test_an_empty_table_still_has_its_schema(spec: TableSpec) -> None:
    read = pq.read_table(io.BytesIO(written([], spec.schema)))
    assert read.num_rows == 0
    assert read.schema.equals(spec.schema, check_metadata=True)


@settings(deadline=None)
@given(cuts=st.lists(st.integers(0, TABLE.num_rows), max_size=4), rows=st.sampled_from([64, 500, 1 << 16]))
def test_the_bytes_depend_on_the_rows_alone(cuts: list[int], rows: int) -> None:
    at = [0, *sorted(cuts), TABLE.num_rows]
    pieces = [TABLE.slice(start, end - start) for start, end in pairwise(at)]
    batches = [batch for piece in pieces for batch in piece.to_batches()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet, "ROW_GROUP", rows)
        whole = written([TABLE], TABLE.schema)
        assert written(pieces, TABLE.schema) == whole
        assert written(batches, TABLE.schema) == whole


def test_row_groups_are_full_but_for_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 50)
    footer = pq.read_metadata(io.BytesIO(written(TABLE.to_batches(max_chunksize=33), TABLE.schema)))
    sizes = [footer.row_group(index).num_rows for index in range(footer.num_row_groups)]
    assert sizes == [50] * (TABLE.num_rows // 50) + [TABLE.num_rows % 50] * bool(TABLE.num_rows % 50)


def test_columns_are_compressed_with_zstd_and_dictionaries() -> None:
    group = pq.read_metadata(io.BytesIO(written([TABLE], TABLE.schema))).row_group(0)
    assert {group.column(index).compression for index in range(group.num_columns)} == {"ZSTD"}
    assert all("RLE_DICTIONARY" in group.column(index).encodings for index in range(group.num_columns))


def test_pieces_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def pieces() -> object:
        for number in range(100):
            taken.append(number)
            yield TABLE

    file = io.BytesIO()
    counts: list[int] = []
    for group in parquet.rechunk(pieces(), TABLE.schema, TABLE.num_rows):  # type: ignore[arg-type]
        counts.append(len(taken))
        assert group.equals(TABLE)
    assert counts == list(range(1, 101))
    assert file.getvalue() == b""


def test_a_piece_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match=r"field names"):
        written([TABLE.rename_columns([f"_{name}" for name in TABLE.column_names])], TABLE.schema)


def test_a_file_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "skills.parquet"
    with path.open("wb") as file:
        write_parquet([TABLE], file, TABLE.schema)
    assert pq.read_table(path).equals(TABLE)
