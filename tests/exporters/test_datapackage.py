from __future__ import annotations

import csv
import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from frictionless import Report, validate

from exporters.dataset import tables
from ingest.exporters import ExportedFile, datapackage, write_csv, write_jsonl, write_parquet
from ingest.tables import TABLES

Snapshot = tuple[Path, list[ExportedFile]]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A folder as the store lays it out: two Parquet parts a table, CSV of all but the records, JSON Lines."""
    tmp_path, files = tmp_path_factory.mktemp("snapshot"), []
    for name, table in tables(6).items():
        schema, half = TABLES[name].schema, table.num_rows // 2
        for number, part in enumerate([table.slice(0, half), table.slice(half)]):
            path = f"parquet/{name}/{number}-abc.parquet"
            with _open(tmp_path / path) as file:
                rows = write_parquet([part], file, schema)  # type: ignore[arg-type]
            files.append(_file(tmp_path, path, name, rows))
        if name != "records":
            path = f"csv/{name}.csv"
            with _open(tmp_path / path) as file:
                rows = write_csv([table], file, schema)  # type: ignore[arg-type]
            files.append(_file(tmp_path, path, name, rows))
    with _open(tmp_path / "json/profiles.jsonl") as file:
        rows = write_jsonl([tables(6)["records"]], file)  # type: ignore[arg-type]
    files.append(_file(tmp_path, "json/profiles.jsonl", "records", rows))
    return tmp_path, files


@pytest.fixture
def some(snapshot: Snapshot, tmp_path: Path) -> Snapshot:
    """A copy of the snapshot, and of its files two CSV tables."""
    root = tmp_path / "snapshot"
    shutil.copytree(snapshot[0], root)
    return root, [file for file in snapshot[1] if file.path in ("csv/documents.csv", "csv/skills.csv")]


def _open(path: Path) -> object:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def _file(root: Path, path: str, table: str, rows: int) -> ExportedFile:
    data = (root / path).read_bytes()
    return ExportedFile(path, table, len(data), sha256(data).hexdigest(), rows)


def _report(root: Path, files: list[ExportedFile], *, csv_bom: bool = False) -> Report:
    described = json.dumps(datapackage(files, csv_bom=csv_bom))
    (root / "datapackage.json").write_text(described, encoding="utf-8")
    return validate(str(root / "datapackage.json"))


def test_frictionless_finds_every_resource_valid(snapshot: Snapshot) -> None:
    report = _report(*snapshot)
    assert report.flatten(["name", "message"]) == []
    assert report.valid
    assert {task.name for task in report.tasks} == {
        *(name for name in TABLES if name != "records"),
        *(f"{name}-parquet" for name in TABLES),
        "records-jsonl",
    }
    rows = {name: table.num_rows for name, table in tables(6).items() if name != "records"}
    assert {task.name: task.stats["rows"] for task in report.tasks if task.name in rows} == rows


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        (b'"Counting"', b'"Sounting"', "hash"),
        (b',"1","Counting"', b',"x","Counting"', "type-error"),
        (b',"1","Counting"', b',"2","Counting"', "primary-key"),
    ],
)
def test_frictionless_finds_what_was_changed(some: Snapshot, old: bytes, new: bytes, finding: str) -> None:
    root, files = some
    assert _report(root, files).valid
    path = root / "csv/skills.csv"
    changed = path.read_bytes().replace(old, new, 1)
    assert changed != path.read_bytes()
    path.write_bytes(changed)
    assert finding in " ".join(kind for (kind,) in _report(root, files).flatten(["type"]))


def test_frictionless_follows_ids_into_other_tables(some: Snapshot) -> None:
    root, files = some
    path = root / "csv/documents.csv"
    header, _, *rest = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join([header, *rest]))
    files = [_file(root, file.path, file.table, file.rows) for file in files]
    assert ["foreign-key"] in _report(root, files).flatten(["type"])


def test_parts_of_one_table_are_one_resource_in_the_order_of_their_paths() -> None:
    files = [ExportedFile(f"parquet/skills/{name}.parquet", "skills", 1, "0" * 64, 1) for name in "cab"]
    (resource,) = datapackage(files)["resources"]
    assert resource["path"] == [f"parquet/skills/{name}.parquet" for name in "abc"]
    assert resource["mediatype"] == "application/vnd.apache.parquet"


def test_the_order_of_files_does_not_matter(snapshot: Snapshot) -> None:
    _, files = snapshot
    assert datapackage(files) == datapackage(files[::-1])


def test_the_header_of_a_csv_is_its_schema(snapshot: Snapshot) -> None:
    root, files = snapshot
    for resource in datapackage(files)["resources"]:
        if resource["format"] == "csv":
            with (root / resource["path"]).open(encoding="utf-8", newline="") as file:
                assert next(csv.reader(file)) == [field["name"] for field in resource["schema"]["fields"]]


def test_escaping_is_said_only_where_it_was_done() -> None:
    assert "apostrophe" in datapackage([])["description"]
    assert "apostrophe" not in datapackage([], csv_raw=True)["description"]


def test_a_table_that_is_not_ours_is_an_error() -> None:
    with pytest.raises(KeyError, match="wages"):
        datapackage([ExportedFile("csv/wages.csv", "wages", 1, "0" * 64, 1)])
