from __future__ import annotations

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarrow import csv as arrow_csv

from exporters.dataset import tables
from ingest.exporters import escape, unescape, write_csv
from ingest.tables import TABLES

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
INERT = ["", "a", "'", "'a", " =1", "a=1", "1-1", "–1", "′=1", "x\n=1"]
SCHEMA = pa.schema({"text": pa.string(), "number": pa.int32()})
NASTY = st.text(alphabet=st.sampled_from("=+-@\t\r\n＝＋－＠'\",;a1 é✓"), max_size=6)


def written(texts: list[str | None], *, raw: bool = False) -> bytes:
    file = io.BytesIO()
    table = pa.table({"text": texts, "number": [-1] * len(texts)}, schema=SCHEMA)
    assert write_csv([table], file, SCHEMA, raw=raw) == len(texts)
    return file.getvalue()


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_escaped(text: str) -> None:
    assert escape(pa.array([text])).to_pylist() == ["'" + text]


@pytest.mark.parametrize("text", INERT)
def test_what_does_not_is_left_alone(text: str) -> None:
    assert escape(pa.array([text])).to_pylist() == [text]
    assert unescape(text) == text


@given(st.text() | NASTY)
@example("'=1")
@example("''=1")
def test_escaping_is_reversible_and_leaves_no_formula(text: str) -> None:
    (escaped,) = escape(pa.array([text], pa.string())).to_pylist()
    assert unescape(escaped) == text
    assert not escaped.startswith(tuple("=+-@\t\r\n＝＋－＠"))


@given(st.lists(st.none() | NASTY | st.text(), max_size=5), st.booleans())
def test_every_cell_comes_back(texts: list[str | None], raw: bool) -> None:
    read = arrow_csv.read_csv(
        io.BytesIO(written(texts, raw=raw)),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True, ignore_empty_lines=False),
        convert_options=arrow_csv.ConvertOptions(
            column_types=SCHEMA, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
        ),
    )
    cells = read["text"].to_pylist()
    assert [cell if raw or cell is None else unescape(cell) for cell in cells] == texts
    assert read["number"].to_pylist() == [-1] * len(texts)


@given(st.lists(NASTY, max_size=5))
def test_pythons_own_reader_agrees(texts: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(written(texts, raw=True).decode(), newline=""), strict=True))
    assert rows == [["text", "number"], *([text, "-1"] for text in texts)]


def test_the_bytes_are_those_of_rfc_4180() -> None:
    assert written(["a", 'b"c', None, "", "=1"]) == (
        b'"text","number"\r\n"a","-1"\r\n"b""c","-1"\r\n,"-1"\r\n"","-1"\r\n"\'=1","-1"\r\n'
    )


def test_raw_leaves_texts_as_they_are() -> None:
    assert b'"=1"' in written(["=1"], raw=True)


def test_a_byte_order_mark_only_where_it_is_asked_for() -> None:
    file = io.BytesIO()
    write_csv([pa.table({"text": ["a"], "number": [1]}, schema=SCHEMA)], file, SCHEMA, bom=True)
    assert file.getvalue() == b'\xef\xbb\xbf"text","number"\r\n"a","1"\r\n'


def test_a_table_without_rows_has_its_header() -> None:
    file = io.BytesIO()
    assert write_csv([], file, SCHEMA) == 0
    assert file.getvalue() == b'"text","number"\r\n'


def test_the_bytes_do_not_depend_on_the_pieces() -> None:
    for name, table in tables(6).items():
        whole, pieces = io.BytesIO(), io.BytesIO()
        write_csv([table], whole, table.schema)
        write_csv(table.to_batches(max_chunksize=3), pieces, TABLES[name].schema)
        assert whole.getvalue() == pieces.getvalue(), name
