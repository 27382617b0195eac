"""Archives and tables: their dumps are dumps like all others, read again only when they change."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import os
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import read as reader
from ingest.catalogue import open_dataset
from ingest.read import read_text

from .world import World, contents, page


def _zip(members: Mapping[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _tar(members: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, text in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return file.getvalue()


def _uris(world: World, status: str = "published") -> list[str]:
    documents = open_dataset(world.out).documents.to_pandas()
    return sorted(documents["uri"][documents["status"] == status])


def _zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


def test_compressed_dumps(world: World) -> None:
    text = page(1).encode()
    for name, data in {
        "a.txt.gz": gzip.compress(text),
        "b.txt.bz2": bz2.compress(text),
        "c.txt.xz": lzma.compress(text),
        "d.txt.zst": _zstd(text),
    }.items():
        world.write(name, data)
    assert world.run().exit_code == 0
    assert _uris(world) == ["raw/a.txt.gz", "raw/b.txt.bz2", "raw/c.txt.xz", "raw/d.txt.zst"]
    assert open_dataset(world.out).query("select count(distinct sha256) n from documents").arrow()["n"][0].as_py() == 1


def test_an_archive_grows_changes_and_shrinks(world: World) -> None:
    world.write("plain.txt", page(9))
    world.write("all.zip", _zip({"a.txt": page(1), "b/c.txt": page(2), "README.md": "no dump"}))
    assert world.run().exit_code == 0
    assert _uris(world) == ["raw/all.zip!/a.txt", "raw/all.zip!/b/c.txt", "raw/plain.txt"]
    assert _uris(world, "skipped") == ["raw/all.zip!/README.md"]
    world.write("all.zip", _zip({"a.txt": page(1), "b/c.txt": page(2, note="Changed."), "d.txt": page(4)}))
    report = world.run()
    assert report.deleted == ("raw/all.zip!/README.md",)
    assert report.accounting is not None
    assert (report.accounting.unchanged, report.accounting.published) == (2, 2)
    world.write("all.zip", _zip({"a.txt": page(1)}))
    assert world.run(allow_mass_delete=True).deleted == ("raw/all.zip!/b/c.txt", "raw/all.zip!/d.txt")
    assert _uris(world) == ["raw/all.zip!/a.txt", "raw/plain.txt"]


def test_a_container_that_loses_its_dumps_is_a_mass_deletion(world: World) -> None:
    world.write("all.zip", _zip({f"{n}.txt": page(n) for n in range(9)}))
    world.write("rows.jsonl", "".join(json.dumps({"text": page(n)}) + "\n" for n in range(9)))
    world.run(text_column="text")
    before = world.snapshot()
    world.write("all.zip", _zip({"0.txt": page(0)}))
    world.write("rows.jsonl", json.dumps({"text": page(0)}) + "\n")
    report = world.run(text_column="text")
    assert report.exit_code == 4
    assert "16 of 18 dumps would be deleted" in str(report.error)
    assert world.snapshot() == before
    assert len(world.run(text_column="text", allow_mass_delete=True).deleted) == 16


def test_all_dumps_of_a_source_are_too_many_however_few(world: World) -> None:
    archive = world.write("small/all.zip", _zip({"a.txt": page(99)}))
    for number in range(9):
        world.write(f"large/{number}.txt", page(number))
    places = (world.raw / "small", world.raw / "large")
    world.run(*places)
    archive.unlink()
    report = world.run(*places)
    assert report.exit_code == 4
    assert "all 1 dumps of the source 'small'" in str(report.error)


@pytest.mark.usefixtures("settled")
def test_an_unchanged_archive_is_not_opened(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.write("all.zip", _zip({"a.txt": page(1), "b.txt": page(2)}))
    world.write("one.zip", _zip({"a.txt": page(1)}))
    world.write("none.zip", _zip({}))
    world.run()
    monkeypatch.setattr(reader, "read_text", None)
    assert world.run().reasons == {"touched": 1}, "of an archive without members there is no content to remember"
    os.utime(world.raw / "all.zip")
    report = world.run()
    assert report.reasons == {"touched": 2}
    assert not report.published


_EMPTY_TAR = b"\0" * 10240


@pytest.mark.parametrize(
    ("name", "emptied"),
    [
        ("all.zip", _zip({})), ("all.zip", b""), ("all.zip", b"\0" * 500),
        ("all.tar", _EMPTY_TAR), ("all.tar", b""), ("all.tar.gz", b""),
        ("all.tar.gz", gzip.compress(_EMPTY_TAR, mtime=0)),  # the time would be another in each process of the tests
        ("rows.jsonl", b""), ("rows.jsonl", b"\n" * (5 << 18)), ("rows.csv", b"text\n"),
    ],
)  # fmt: skip
def test_what_held_dumps_and_holds_none_deletes_nothing(world: World, name: str, emptied: bytes) -> None:
    for number in range(20):
        world.write(f"{number}.txt", page(number))
    texts = {f"{number}.txt": page(number) for number in range(90, 93)}
    kind = name.partition(".")[2]
    made = {
        "zip": _zip, "tar": _tar, "tar.gz": lambda texts: gzip.compress(_tar(texts)),
        "jsonl": lambda texts: "".join(json.dumps({"text": text}) + "\n" for text in texts.values()),
        "csv": lambda texts: "text\n" + "".join(f'"{text}"\n' for text in texts.values()),
    }  # fmt: skip
    world.write(name, made[kind](texts))
    assert world.run(text_column="text").exit_code == 0
    assert len(_uris(world)) == 23
    world.write(name, emptied)
    report = world.run(text_column="text")
    assert (report.exit_code, report.new_in_quarantine) == (3, (f"raw/{name}",))
    assert report.accounting is not None
    assert (report.accounting.deleted, report.accounting.outside, report.accounting.quarantined) == (0, 3, 1)
    assert len(_uris(world)) == 23
    world.write(name, made[kind](texts))
    report = world.run(text_column="text")
    assert (report.exit_code, report.deleted) == (0, (f"raw/{name}",)), "what was said of the file itself is over"
    assert len(_uris(world)) == 23


def test_an_archive_that_never_held_anything_is_skipped(world: World) -> None:
    world.write("0.txt", page(0))
    world.write("none.zip", _zip({}))
    world.write("outer.zip", _zip({"inner.zip": _zip({}), "1.txt": page(1)}))
    assert world.run().exit_code == 0
    assert _uris(world, "skipped") == ["raw/none.zip", "raw/outer.zip!/inner.zip"]
    assert _uris(world) == ["raw/0.txt", "raw/outer.zip!/1.txt"]
    assert not world.run().published


def test_a_damaged_archive_keeps_what_is_not_in_reach(world: World) -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        for number in range(3):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(page(number).encode())
            archive.addfile(info, io.BytesIO(page(number).encode()))
    world.write("all.tar", whole.getvalue())
    world.run()
    world.write("all.tar", whole.getvalue()[:1200])
    report = world.run()
    assert report.exit_code == 3
    assert report.deleted == ()
    assert report.accounting is not None
    assert report.accounting.outside == 2
    assert _uris(world, "quarantined") == ["raw/all.tar"]
    assert _uris(world) == [f"raw/all.tar!/{number}.txt" for number in range(3)]
    world.write("all.tar", whole.getvalue())
    world.run()
    assert _uris(world, "quarantined") == []


def _jsonl(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def _csv(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["key", "body"])
        writer.writeheader()
        writer.writerows(rows)


def _parquet(path: Path, rows: list[dict[str, object]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path)


@pytest.mark.parametrize(("suffix", "write"), [("jsonl", _jsonl), ("csv", _csv), ("parquet", _parquet)])
def test_rows_of_a_table(world: World, suffix: str, write: object) -> None:
    path = world.raw / f"rows.{suffix}"
    write(path, [{"key": f"k{n % 2}", "body": page(n)} for n in range(3)])  # type: ignore[operator]
    assert world.run(text_column="body").exit_code == 0
    assert _uris(world) == [f"raw/rows.{suffix}#{n}" for n in (1, 2, 3)]
    assert world.run(path, text_column="body", id_column="key", allow_mass_delete=True).exit_code == 0
    assert _uris(world) == [f"raw/rows.{suffix}#k0", f"raw/rows.{suffix}#k0~2", f"raw/rows.{suffix}#k1"]


def test_a_title_that_a_table_states_speaks_for_a_role() -> None:
    """A short page beside the title of a role is one about it; the same page without that title is not."""
    text = "Counts what the ovens give.\n\nResponsibilities\n\n- Keeps the register.\n"
    titled, untitled = read_text(text, title="Night Baker"), read_text(text)
    assert (titled.is_profile, untitled.is_profile) == (True, False)
    assert not read_text(text, title="Opening hours").is_profile


DUTIES = "Responsibilities\n\n- Bakes bread for the whole town.\n- Keeps the oven warm.\n"
TITLES = ["Night Baker", "  Oven \u200bKeeper\n", None, "Head Gardener", "Miller"]
PAGES = [DUTIES, DUTIES, page(3), f"# Baker\n\n{DUTIES}", f"# Oven stories\n\n{DUTIES}"]


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_titles_of_a_table(world: World, suffix: str) -> None:
    """They count where the page names no role, and a row whose title changes is read again."""
    path = world.raw / f"rows.{suffix}"
    write = _jsonl if suffix == "jsonl" else _parquet
    rows: list[dict[str, object]] = [{"name": name, "body": body} for name, body in zip(TITLES, PAGES, strict=True)]
    write(path, rows)
    asked = {"text_column": "body", "title_column": "name", "accept": "any"}
    assert world.run(path, **asked).exit_code == 0
    data = open_dataset(world.out)
    found = data.profiles.to_pandas().sort_values("uri")
    assert list(found["title"]) == ["Night Baker", "Oven Keeper", "Parcel Sorting 3 — P2", "Baker", "Miller"]
    findings = data.diagnostics.to_pandas()
    told = {(uri[-1], code) for uri, code in zip(findings["uri"], findings["code"], strict=True)}
    assert {("1", "I613"), ("2", "I613"), ("4", "W437"), ("5", "I613"), ("5", "W437")} <= told
    assert not {("3", "I613"), ("3", "W437"), ("4", "I613")} & told
    rows[0]["name"] = "Day Baker"
    write(path, rows)
    report = world.run(path, **asked)
    assert report.accounting is not None
    assert (report.accounting.unchanged, report.accounting.published) == (4, 1)
    assert "Day Baker" in set(open_dataset(world.out).profiles.to_pandas()["title"])


@pytest.mark.parametrize("title", [7, ["Baker"], {"a": 1}])
def test_a_title_that_is_no_text_costs_its_row(world: World, title: object) -> None:
    _jsonl(world.raw / "rows.jsonl", [{"name": title, "text": page(1)}, {"name": "\ud800", "text": page(2)}])
    report = world.run(world.raw / "rows.jsonl", title_column="name", max_failures="100%")
    assert [(f.uri, f.code) for f in report.findings] == [("raw/rows.jsonl#1", "E105")]
    assert _uris(world) == ["raw/rows.jsonl#2"]


def test_bad_rows_cost_themselves(world: World) -> None:
    lines = [
        json.dumps({"text": page(1)}),
        "{",
        "[]",
        json.dumps({"body": "x"}),
        json.dumps({"text": 7}),
        '{"text": null}',
    ]
    world.write("rows.jsonl", "\n".join(lines))
    report = world.run(world.raw / "rows.jsonl", max_failures="100%")
    assert {f.uri: f.code for f in report.findings} == {
        "raw/rows.jsonl#2": "E105", "raw/rows.jsonl#3": "E105", "raw/rows.jsonl#4": "E105", "raw/rows.jsonl#5": "E105",
        "raw/rows.jsonl#6": "I605",
    }  # fmt: skip
    assert _uris(world) == ["raw/rows.jsonl#1"]


def test_a_row_with_a_bad_name_costs_itself(world: World) -> None:
    ids = ["a", "\ud800", {"b": 1}, ["c"], "a", "a~2", 7, "half \ud800 way", None, "last"]
    world.write("rows.jsonl", "".join(json.dumps({"id": id, "text": page(n)}) + "\n" for n, id in enumerate(ids, 1)))
    report = world.run(world.raw / "rows.jsonl", id_column="id", max_failures="100%")
    assert [(f.uri, f.code, f.line) for f in report.findings] == [
        ("raw/rows.jsonl#2", "E105", 2), ("raw/rows.jsonl#3", "E105", 3), ("raw/rows.jsonl#4", "E105", 4),
        ("raw/rows.jsonl#8", "E105", 8),
    ]  # fmt: skip
    assert _uris(world) == [f"raw/rows.jsonl#{name}" for name in ("7", "9", "a", "a~2", "a~2~2", "last")]


def test_a_bad_row_of_parquet_is_named_by_its_number(world: World) -> None:
    texts = [page(n, note="x" * 500 if n == 150 else "x") for n in range(1, 201)]
    path = world.raw / "rows.parquet"
    pq.write_table(pa.table({"text": texts}), path)
    report = world.run(path, max_bytes=500)
    assert [(f.uri, f.code, f.line) for f in report.findings] == [("raw/rows.parquet#150", "E103", 150)]


def test_a_row_of_csv_that_is_too_large_costs_itself(world: World) -> None:
    _csv(world.raw / "rows.csv", [{"key": "a", "body": page(n, note="x" * (700 if n == 2 else 1))} for n in (1, 2, 3)])
    report = world.run(world.raw / "rows.csv", text_column="body", max_bytes=500)
    assert [(f.uri, f.code) for f in report.findings] == [("raw/rows.csv#2", "E103")]


def test_a_bad_row_is_named_by_its_line(world: World) -> None:
    world.write("rows.jsonl", "\n\n" + json.dumps({"text": page(1)}) + '\n\n{"text": "a\n' + json.dumps({"text": 7}))
    text = page(2).replace('"', '""')
    world.write("rows.csv", f'text,n\n"{text}",1\nx,2,"and\nmore"\n"{text}",3\n')
    report = world.run(text_column="text", max_failures="100%")
    assert [(f.uri, f.code, f.line) for f in report.findings] == [
        ("raw/rows.csv#2", "E105", 2 + text.count("\n") + 2), ("raw/rows.jsonl#2", "E105", 5),
        ("raw/rows.jsonl#3", "E105", 6),
    ]  # fmt: skip
    assert _uris(world) == ["raw/rows.csv#1", "raw/rows.csv#3", "raw/rows.jsonl#1"]


def test_a_table_without_the_column(world: World) -> None:
    world.write("good.txt", page(1))
    world.write("rows.csv", "a,b\n1,2\n")
    assert _uris_after(world) == {"raw/rows.csv": "I609"}
    report = world.run(world.raw, world.raw / "rows.csv")
    assert [(f.uri, f.code, "no column 'text'" in f.message) for f in report.findings] == [
        ("raw/rows.csv", "E105", True)
    ]


def _uris_after(world: World) -> dict[str, str]:
    return {f.uri: f.code for f in world.run().findings}


def test_containers_give_the_same_bytes_with_workers(world: World, tmp_path: Path) -> None:
    world.write("all.zip", _zip({f"{n}.txt": page(n) for n in range(300)}))
    world.write("rows.jsonl", "".join(json.dumps({"text": page(n)}) + "\n" for n in range(300)))
    world.run(text_column="text")
    world.run(text_column="text", workers=2, out=tmp_path / "other")
    assert contents(tmp_path / "other/current") == world.snapshot()
