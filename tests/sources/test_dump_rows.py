"""Tables in all their spellings: read, or refused in one sentence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.sources.dump import Dump
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table_model import Columns

_LIMITS = Limits(dump=1000, unpacked=1 << 20, ratio=100, members=1000, depth=2)
_COLUMNS = Columns("text", "id")


def _read(path: Path, columns: Columns = _COLUMNS, limits: Limits = _LIMITS) -> tuple[dict[str, object], Ending]:
    """Contents or (line, message) by name, and the ending."""
    *found, ending = items(Dump(f"raw/{path.name}", "raw", str(path)), limits, columns)
    assert isinstance(ending, Ending)
    told: dict[str, object] = {}
    for item in found:
        assert isinstance(item, Item)
        problem = item.problem and (item.problem.span.line_start, item.problem.message)
        told[item.uri.partition("#")[2]] = problem or (item.data or b"").decode()
    return told, ending


def _message(ending: Ending) -> tuple[int, str]:
    assert ending.problem is not None
    return ending.problem.span.line_start, ending.problem.message.removeprefix("damaged or refused archive or table: ")


@pytest.mark.parametrize("suffix", ["csv", "tsv", "tab"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_separator(tmp_path: Path, suffix: str, separator: str, start: str, end: str) -> None:
    path, file = tmp_path / f"x.{suffix}", io.StringIO()
    rows = [["id", "a,b;c", "text"], ["1", "", "a,b;c\td|e"], ["2", "x", 'one\n"two"\n']]
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(rows)
    path.write_text(start + file.getvalue(), "utf-8", newline="")
    told, ending = _read(path)
    assert told == {"1": "a,b;c\td|e", "2": 'one\n"two"\n'}
    assert ending.problem is None


def test_the_separator_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("sep=^\nid^text\n1^a\n2^b^c\n")
    told, _ = _read(path)
    assert told["1"] == "a"
    assert told["2"] == (4, "damaged or refused archive or table: more cells than the header has")


def test_one_column_of_a_tab_separated_table_may_hold_commas(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("text\na, b; c\n")
    assert _read(path, Columns("text", None))[0] == {"1": "a, b; c"}


def test_a_row_that_is_too_short_is_no_empty_dump(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("id,more,text\n1\n2,,b\n")
    assert _read(path)[0] == {
        "1": (2, "damaged or refused archive or table: the row has no 'text'; --text-column names another"),
        "2": "b",
    }


@pytest.mark.parametrize("twice", ["text", "id"])
def test_two_columns_of_one_name_are_refused(tmp_path: Path, twice: str) -> None:
    names = ["text", "id", twice]
    csv_, parquet = tmp_path / "x.csv", tmp_path / "x.parquet"
    csv_.write_text(",".join(names) + "\na,b,c\n")
    pq.write_table(pa.Table.from_arrays([pa.array(["a"])] * 3, names=names), parquet)
    for path in (csv_, parquet):
        told, ending = _read(path)
        assert told == {}
        assert _message(ending)[1] == f"2 columns are named {twice!r}; rename all but one"
    row = f'{{"id": "1", "text": "a", "{twice}": "c"}}'
    for name, text in (("x.jsonl", row), ("x.json", f"[{row}]")):
        (tmp_path / name).write_text(text)
        told, ending = _read(tmp_path / name)
        assert ending.problem is None
        assert list(told.values()) == [(1, f"damaged or refused archive or table: the row says {twice!r} twice")]


def test_other_columns_may_be_there_twice(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("n,n,text,id\n1,2,a,b\n")
    (tmp_path / "x.jsonl").write_text('{"n": 1, "n": 2, "text": "a", "id": "b", "more": {"text": 1, "text": 2}}\n')
    for name in ("x.csv", "x.jsonl"):
        assert _read(tmp_path / name)[0] == {"b": "a"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('[{"text": "a"}, {"text": "b"}]', ["a", "b"]),
        ('\ufeff [\n{"text": "a"}\n,\n{"text": "b"}\n]\n', ["a", "b"]),
        ('{"text": "a"}', ["a"]),
        ('{"text": "a"}\n{"text": "b"}', ["a", "b"]),
        ('{"text": "a"} {"text":\n"b"}', ["a", "b"]),
        ('[{"text": "' + "x" * 999 + '"}, {"text": "\\u00e9"}]', ["x" * 999, "é"]),
    ],
)
def test_json(tmp_path: Path, text: str, rows: list[str]) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    told, ending = _read(path, Columns("text", None))
    assert (list(told.values()), ending.problem) == (rows, None)


@pytest.mark.parametrize(
    ("text", "rows", "line", "why"),
    [
        ('[{"text": "a"}\n{"text": "b"}]', 1, 2, "not an array of objects: a comma is missing"),
        ('[{"text": "a"},\n', 1, 2, "the array has no end"),
        ('[{"text": "a"}', 1, 1, "the array has no end"),
        ("[", 0, 1, "the array has no end"),
        ('[{"text": "a"}]\n[]', 1, 2, "something stands behind the array"),
        ('[{"text": "a"},\n {"text: 7}]', 1, 2, "not JSON: Unterminated string"),
        ("words", 0, 1, "not JSON: Expecting value"),
        ("[" * 100_000, 0, 1, "not JSON: maximum recursion"),
        ('{"text": ' + "[" * 100_000, 0, 1, "not JSON: "),
        ("[" + "9" * 5000 + "]", 0, 1, "not JSON: Exceeds the limit"),
    ],
)
def test_what_is_no_json(tmp_path: Path, text: str, rows: int, line: int, why: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    told, ending = _read(path, Columns("text", None))
    assert len(told) == rows
    assert _message(ending)[0] == line
    assert _message(ending)[1].startswith(why)


def test_values_that_are_no_rows_cost_themselves(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('[{"text": "a"},\n7,\n[1,\n2], {"text": "b"}, {"name": "c"}]')
    told, ending = _read(path, Columns("text", None))
    lines = [said[0] if isinstance(said, tuple) else said for said in told.values()]
    assert (lines, ending.problem) == (["a", 2, 4, "b", 4], None)


def test_a_row_longer_than_any_may_be_ends_the_file(tmp_path: Path) -> None:
    path, long = tmp_path / "x.json", "x" * 9000
    path.write_text(f'[{{"text": "a"}}, {{"text": "{long}"}}]')
    told, ending = _read(path, Columns("text", None))
    assert list(told.values()) == ["a", (1, "larger than the limit for one dump: more than 1,000 bytes")]
    path.write_text(f'[{{"text": "a"}}, {{"text": "{long * 40}')
    told, ending = _read(path, Columns("text", None))
    assert list(told.values()) == ["a"]
    assert ending.problem is not None
    (tmp_path / "x.csv").write_text(f'text\na\n"{long}"\n')
    told, ending = _read(tmp_path / "x.csv", Columns("text", None))
    assert list(told.values()) == ["a"]
    assert _message(ending) == (3, "a line of more than 8,000 characters")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.dictionaries(st.sampled_from(["text", "id", "n"]), st.none() | st.text(max_size=9)), max_size=9),
    indent=st.none() | st.integers(0, 2),
    piece=st.integers(1, 40),
)
def test_json_is_json_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[dict[str, str]], indent: int | None, piece: int
) -> None:
    monkeypatch.setattr("ingest.sources.json_array._PIECE", piece)
    array, lines = tmp_path / "x.json", tmp_path / "x.jsonl"
    array.write_text(json.dumps(rows, indent=indent, ensure_ascii=False), "utf-8")
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    ours, theirs = _read(array)[0], _read(lines)[0]
    assert [said if isinstance(said, str) else said[1] for said in ours.values()] == [  # type: ignore[index]
        said if isinstance(said, str) else said[1]  # type: ignore[index]
        for said in theirs.values()
    ]
    assert list(ours) == list(theirs)
