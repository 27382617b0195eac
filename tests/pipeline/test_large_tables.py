"""Large tables, read in stretches by several workers: what is published is what one reader of the whole file gives."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import read as reader
from ingest.catalogue import open_dataset
from ingest.pipeline import Report, Silent, large_tables, read_stage, run
from ingest.shard import Receipt, Shard, run_shard
from ingest.sources.table_model import WHOLE
from ingest.store.cache import load_stats

from .world import World, contents, page

Rows = Iterable[dict[str, object]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Shard]:
    """What workers are called with; a stretch is a page long."""
    made: list[Shard] = []

    def noting(shard: Shard, beat: Callable[[int, str], None]) -> Receipt:
        made.append(shard)
        return run_shard(shard, beat)

    monkeypatch.setattr(read_stage, "run_shard", noting)
    cut_into(monkeypatch, 200)
    return made


def cut_into(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Stretches of so many bytes."""
    monkeypatch.setattr(large_tables, "_SMALLEST", size)
    monkeypatch.setattr(large_tables, "_LARGEST", size)


def _lines(rows: Rows) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def _pages(count: int) -> list[dict[str, object]]:
    return [{"id": f"k{n}", "text": page(n)} for n in range(count)]


def _stretches(calls: list[Shard]) -> int:
    return sum(task.stretch != WHOLE for shard in calls for task in shard.tasks)


def _uris(world: World, status: str = "published") -> list[str]:
    documents = open_dataset(world.out).documents.to_pandas()
    return sorted(documents["uri"][documents["status"] == status])


_LINE = st.one_of(
    st.sampled_from([b"", b"  ", b"{", b"[]", b'{"id": "a", "text": "\xff"}', b'{"id": [], "text": ""}']),
    st.builds(
        lambda name, number: json.dumps({"id": name, "text": page(number)}).encode(),
        st.sampled_from(["a", "b", "a~2", "5", None]),
        st.integers(1, 9),
    ),
    st.builds(lambda number: json.dumps({"id": f"own-{number}", "text": page(number)}).encode(), st.integers(1, 999)),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(_LINE, max_size=12),
    end=st.sampled_from([b"\n", b"\r\n"]),
    last=st.sampled_from([b"", b"\n"]),
    size=st.integers(1, 900),
    id_column=st.sampled_from([None, "id"]),
    members=st.sampled_from([4, 1000]),
)
def test_any_length_of_stretches_gives_the_same_bytes(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    lines: list[bytes],
    end: bytes,
    last: bytes,
    size: int,
    **given: Any,
) -> None:
    world = World(tmp_path)
    path, given["max_members"] = world.write("rows.jsonl", end.join(lines) + last), given.pop("members")
    told = []
    for length in (1 << 20, size):
        cut_into(monkeypatch, length)
        report = world.run(path, **given)
        told.append((world.snapshot(), *_told(report)))
        shutil.rmtree(world.out)
    assert told[0] == told[1]


def _told(report: Report) -> tuple[object, ...]:
    return report.accounting, report.findings, report.codes, report.examples, report.bytes, report.new_in_quarantine


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_any_number_of_workers_gives_the_same_bytes(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    world.write("rows.jsonl", _lines(_pages(100)) + "{\n")
    pq.write_table(pa.Table.from_pylist(_pages(100)), world.raw / "rows.parquet", row_group_size=7)
    world.run(text_column="text", id_column="id")
    cut_into(monkeypatch, 3000)
    report = world.run(text_column="text", id_column="id", workers=workers, out=tmp_path / "other")
    assert contents(tmp_path / "other/current") == world.snapshot()
    assert report.accounting is not None
    assert report.accounting.total == 201


def test_a_large_file_is_many_calls(world: World, calls: list[Shard]) -> None:
    world.write("rows.jsonl", _lines(_pages(10)))
    pq.write_table(pa.Table.from_pylist(_pages(10)), world.raw / "rows.parquet", row_group_size=5)
    world.run(text_column="text")
    assert [shard.tasks[0].stretch.row for shard in calls if shard.cut == "raw/rows.jsonl"] == list(range(1, 11))
    assert _stretches(calls) == len(calls), "nothing was read once more"
    assert len(_uris(world)) == 20


def test_a_file_that_is_not_large_is_one_call(
    world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("rows.jsonl", _lines(_pages(10)))
    cut_into(monkeypatch, (world.raw / "rows.jsonl").stat().st_size)
    world.run(text_column="text")
    assert (len(calls), _stretches(calls)) == (1, 0)


def test_stretches_are_no_longer_than_a_worker_needs(
    world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("rows.jsonl", _lines(_pages(64)))
    monkeypatch.setattr(large_tables, "_LARGEST", 1 << 20)
    world.run(text_column="text")
    assert 7 <= len(calls) <= 8, "eight for the one worker"


def test_one_name_in_two_stretches_has_the_file_read_once_more(world: World, calls: list[Shard]) -> None:
    rows = _pages(4)
    world.write("rows.jsonl", _lines([*rows, rows[0], {"id": "k0~2", "text": page(9)}]))
    report = world.run(text_column="text", id_column="id")
    assert _uris(world) == [f"raw/rows.jsonl#{name}" for name in ("k0", "k0~2", "k0~2~2", "k1", "k2", "k3")]
    assert (_stretches(calls), len(calls)) == (6, 7)
    assert report.accounting is not None
    assert report.accounting.published == 6
    report = world.run(text_column="text", id_column="id", verify_content=True)
    assert report.accounting is not None
    assert (report.accounting.unchanged, report.published) == (6, False)


@pytest.mark.parametrize("when", [3, 5], ids=["in the middle", "before the last"])
def test_a_file_that_changes_between_stretches_is_read_once_more(
    world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch, when: int
) -> None:
    path = world.write("rows.jsonl", _lines(_pages(6)))

    def changing(shard: Shard, beat: Callable[[int, str], None]) -> Receipt:
        calls.append(shard)
        receipt = run_shard(shard, beat)
        if len(calls) == when:
            path.write_text("{\n" + _lines(_pages(5)))
        return receipt

    monkeypatch.setattr(read_stage, "run_shard", changing)
    report = world.run(text_column="text")
    assert calls[-1].tasks[0].stretch == WHOLE
    assert _uris(world) == [f"raw/rows.jsonl#{n}" for n in range(2, 7)]
    assert [(finding.uri, finding.code) for finding in report.findings] == [("raw/rows.jsonl#1", "E105")]


def test_a_file_that_goes_on_changing_is_in_quarantine(
    world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = world.write("rows.jsonl", _lines(_pages(6)))
    read = reader.read_text

    def growing(text: str, **given: Any) -> object:
        path.write_text(path.read_text() + "\n")
        return read(text, **given)

    monkeypatch.setattr(reader, "read_text", growing)
    report = world.run(text_column="text")
    assert [(finding.uri, finding.code) for finding in report.findings] == [("raw/rows.jsonl", "E104")]
    assert len(_uris(world)) == 6


def test_a_file_that_is_gone_costs_itself(world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch) -> None:
    path = world.write("rows.jsonl", _lines(_pages(6)))
    make = read_stage.make_shards
    monkeypatch.setattr(read_stage, "make_shards", lambda *given: (path.unlink(), make(*given))[1])
    report = world.run(text_column="text")
    assert [(finding.uri, finding.code) for finding in report.findings] == [("raw/rows.jsonl", "E104")]


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("limit", [{"max_members": 6}, {"max_unpacked": 1200}])
@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_limits_are_those_of_the_whole_file(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, limit: dict[str, int]
) -> None:
    path = world.write(f"rows.{suffix}", _lines(_pages(20)))
    if suffix == "parquet":
        pq.write_table(pa.Table.from_pylist(_pages(20)), path, row_group_size=3)
    world.run(path)
    told = []
    for length in (1 << 20, 300):
        cut_into(monkeypatch, length)
        out = tmp_path / f"out-{length}"
        new = world.run(path, out=out, **limit)
        again = world.run(path, verify_content=True, **limit)
        told.append((contents(out / "current"), *_told(new), again.accounting))
        assert [finding.uri for finding in new.findings] == [f"raw/rows.{suffix}"]
        assert load_stats(out / ".cache/stats.arrow").num_rows == 0
        assert again.accounting is not None
        assert again.accounting.outside > 10, "what is beyond the limit is not deleted"
    assert told[0] == told[1]


@pytest.mark.usefixtures("settled")
def test_an_unchanged_file_is_not_read_and_of_a_changed_one_only_what_changed(
    world: World, calls: list[Shard], monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("rows.jsonl", _lines(_pages(9)))
    pq.write_table(pa.Table.from_pylist(_pages(9)), world.raw / "rows.parquet", row_group_size=5)
    world.run(text_column="text")
    calls.clear()
    report = world.run(text_column="text")
    assert (calls, report.reasons, report.published) == ([], {}, False)
    world.write("rows.jsonl", _lines([*_pages(4), {"text": page(77)}, *_pages(9)[5:]]))
    report = world.run(text_column="text")
    assert report.accounting is not None
    assert (report.accounting.unchanged, report.accounting.published) == (17, 1)
    assert _stretches(calls) == len(calls) > 1
    calls.clear()
    os.utime(world.raw / "rows.jsonl")
    world.run(text_column="text")
    assert calls
    world.run(text_column="text")
    calls.clear()
    assert world.run(text_column="text").reasons == {}
    assert calls == []


def test_what_is_known_of_a_file_goes_with_few_stretches(world: World, calls: list[Shard]) -> None:
    rows = _pages(64)
    world.write("rows.jsonl", _lines(rows))
    world.run(text_column="text")
    assert len(calls) == 64
    calls.clear()
    world.write("rows.jsonl", _lines([*rows[1:], rows[0]]))
    world.run(text_column="text")
    assert len(calls) <= 8


class _Counting(Silent):
    done = 0

    def advance(self, steps: int, bytes: int = 0) -> None:
        self.done += steps


@pytest.mark.usefixtures("calls")
def test_every_row_is_a_step(world: World) -> None:
    world.write("rows.jsonl", _lines(_pages(12)))
    counting = _Counting()
    run(world.settings(text_column="text"), progress=counting)
    assert counting.done >= 12
