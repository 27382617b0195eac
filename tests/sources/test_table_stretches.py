"""Tables read in stretches give what is read of the whole: the same names, contents, findings and lines."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.diagnostics import Diagnostic
from ingest.errors import UnreadableDump
from ingest.sources import json_lines, parquet_rows
from ingest.sources.dump import Dump
from ingest.sources.dumps_in_file import Ending, Item, items
from ingest.sources.limits import Limits
from ingest.sources.table_model import WHOLE, Columns, Stretch
from ingest.sources.table_stretches import can_be_cut, cut

_LIMITS = Limits(dump=50, unpacked=1 << 20, ratio=100, members=1000, depth=2)
_NUMBERED = Columns("text", None)

_LINES = st.one_of(
    st.sampled_from(
        [b"", b" \t", b"\x0b", b"{", b"[]", b'{"text": 7}', b'{"text": "\xff"}', b"\xef\xbb\xbf{}", b"\x00"]
    ),
    st.text(max_size=30).map(lambda text: json.dumps({"text": text}).encode()),
    st.integers(1, 900).map(lambda size: b'{"text": "' + size * b"x" + b'"}'),  # some longer than a line may be
    st.integers(300, 900).map(lambda size: size * b" "),
    st.binary(max_size=9),
)
_FILES = st.tuples(
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.lists(st.tuples(_LINES, st.sampled_from([b"\n", b"\r\n"])), max_size=40),
    _LINES,
).map(lambda parts: parts[0] + b"".join(line + end for line, end in parts[1]) + parts[2])


def _cut(path: Path, size: int, limits: Limits = _LIMITS) -> tuple[list[Stretch], Diagnostic | None]:
    found, cutting = [], cut(Dump(f"raw/{path.name}", "raw", str(path)), size, limits)
    while True:
        try:
            found.append(next(cutting))
        except StopIteration as end:
            return found, end.value


def _read(path: Path, limits: Limits = _LIMITS, stretch: Stretch = WHOLE) -> tuple[list[Item], Ending]:
    *found, ending = items(Dump(f"raw/{path.name}", "raw", str(path)), limits, _NUMBERED, stretch)
    assert isinstance(ending, Ending)
    return [item for item in found if isinstance(item, Item)], ending


def _together(path: Path, size: int, limits: Limits = _LIMITS) -> list[Item]:
    found = []
    for stretch in _cut(path, size, limits)[0]:
        some, ending = _read(path, limits, stretch)
        assert ending.problem is None
        found += some
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=_FILES, size=st.integers(1, 1500), piece=st.integers(1, 100), members=st.sampled_from([3, 1000]))
def test_stretches_of_json_lines_are_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, size: int, piece: int, members: int
) -> None:
    monkeypatch.setattr(json_lines, "_PIECE", piece)
    path, limits = tmp_path / "rows.jsonl", _LIMITS._replace(members=members, unpacked=20_000)
    path.write_bytes(data)
    (whole, ending), (stretches, why) = _read(path, limits), _cut(path, size, limits)
    assert _together(path, size, limits) == whole
    assert why == (None if ending.problem and ending.problem.code == "I605" else ending.problem)
    ends = [stretch.end for stretch in stretches]
    assert [stretch.start for stretch in stretches] == [0, *ends][: len(stretches)]
    assert all(data[end - 1 : end] == b"\n" for end in ends[:-1])
    assert why is not None or (ends[-1] if ends else 0) == len(data)


def test_a_stretch_is_as_long_as_it_was_asked_for_and_ends_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": ""}\n' * 2 + b'{"text": "' + b"x" * 30 + b'"}\r\n' + b"\n{}")
    stretches, _ = _cut(path, 20)
    assert [stretch[:4] for stretch in stretches] == [(0, 26, 1, 1), (26, 70, 3, 3), (70, 73, 4, 4)]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.none() | st.text(max_size=60), max_size=60),
    group=st.integers(5, 70),
    size=st.integers(100, 5000),
    dictionary=st.booleans(),
)
def test_stretches_of_parquet_are_the_file(
    tmp_path: Path, texts: list[str | None], group: int, size: int, dictionary: bool
) -> None:
    path = tmp_path / "rows.parquet"
    table = pa.table({"n": range(len(texts)), "text": pa.array(texts, pa.string())})
    pq.write_table(table, path, row_group_size=group, use_dictionary=dictionary)
    assert _together(path, size) == _read(path)[0]
    assert [item.uri for item in _read(path)[0]] == [f"raw/rows.parquet#{n}" for n in range(1, len(texts) + 1)]


def test_row_groups_are_spread_over_stretches_and_cost_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    table = pa.table({"text": [f"{n} " * 50 for n in range(1000)]})
    pq.write_table(table, path, row_group_size=100, use_dictionary=False, compression="none")
    stretches, _ = _cut(path, path.stat().st_size // 4)
    parts = [_read(path, stretch=stretch) for stretch in stretches]
    assert all(len(read) <= 300 for read, _ in parts)
    assert sum(ending.unpacked for _, ending in parts) == _read(path)[1].unpacked > 0


def test_a_stretch_of_another_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": ""}\n' * 10)
    stretches, _ = _cut(path, 50)
    path.write_bytes(b'{"text": ""}\n' * 11)
    for stretch in stretches:
        read, ending = _read(path, stretch=stretch)
        assert read == []
        assert ending.problem is not None
        assert (ending.problem.code, ending.stamp) == ("E104", None)


def test_a_file_that_is_gone_is_not_cut(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDump, match="No such file"):
        _cut(tmp_path / "rows.jsonl", 1)


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("a.jsonl", True), ("a.NDJSON", True), ("a.parquet", True), ("a.jsonl.gz", False), ("a.csv", False),
        ("a.zip", False), ("a.txt", False),
    ],
)  # fmt: skip
def test_which_files_are_cut(name: str, can: bool) -> None:
    assert can_be_cut(f"raw/{name}") == can


def test_the_whole_of_a_file_does_not_ask_where_its_groups_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows.parquet"
    pq.write_table(pa.table({"text": ["a", "b"]}), path, row_group_size=1)
    monkeypatch.setattr(parquet_rows, "_begin", None)  # over damaged statistics libarrow ends the process there
    assert [item.data for item in _read(path)[0]] == [b"a", b"b"]
