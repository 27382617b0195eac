"""What a second run reads, writes and deletes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from hashlib import sha256
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest import read as reader
from ingest.catalogue import open_dataset
from ingest.errors import UsageError
from ingest.shard import versions
from ingest.store import cache
from ingest.store.cache import load_stats

from .world import World, contents, page


def _uris(world: World) -> list[str]:
    return sorted(open_dataset(world.out).profiles.to_pandas()["uri"])


@pytest.fixture
def five(world: World) -> World:
    """A published dataset of five dumps."""
    for number in range(5):
        world.write(f"{number}.txt", page(number))
    assert world.run().exit_code == 0
    return world


@pytest.mark.usefixtures("settled")
def test_unchanged_input_is_not_read_and_nothing_is_written(five: World, monkeypatch: pytest.MonkeyPatch) -> None:
    five.run()
    before, runs = contents(five.out / "snapshots"), len(list((five.out / "runs").iterdir()))
    monkeypatch.setattr(reader, "read_text", None)
    report = five.run()
    assert (report.published, report.reasons, report.bytes) == (False, {}, 0)
    assert report.accounting is not None
    assert report.accounting.unchanged == 5
    assert contents(five.out / "snapshots") == before
    assert len(list((five.out / "runs").iterdir())) == runs + 1


@pytest.mark.usefixtures("settled")
def test_a_touched_file_is_hashed_and_publishes_nothing(five: World, monkeypatch: pytest.MonkeyPatch) -> None:
    five.run()
    os.utime(five.raw / "3.txt", (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(reader, "read_text", None)
    report = five.run()
    assert (report.reasons, report.published) == ({"touched": 1}, False)
    assert five.run().reasons == {}, "its new stamp is remembered"


@pytest.mark.usefixtures("settled")
def test_what_is_remembered_stands_as_it_was_found_before_what_was_not_looked_for(world: World) -> None:
    for number in range(5):
        world.write(f"{number}.txt", page(number))
    other = world.root / "other"
    other.mkdir()
    (other / "1.txt").write_text(page(6))
    world.run(other)
    world.run(world.raw, other)
    world.write("3.txt", page(7))
    world.run()
    stats = load_stats(world.out / ".cache/stats.arrow")
    found = [entry.name for entry in os.scandir(world.raw)]
    assert stats["uri"].to_pylist() == [*(f"raw/{name}" for name in found), "other/1.txt"]
    paths = [*(world.raw / name for name in found), other / "1.txt"]
    assert stats["content"].to_pylist() == [sha256(path.read_bytes()).hexdigest() for path in paths]
    assert stats["inode"].to_pylist() == [path.stat().st_ino for path in paths]


def test_a_change_in_the_same_second_with_the_same_size_and_mtime_is_seen(five: World) -> None:
    path = five.raw / "3.txt"
    before = path.stat()
    five.write("3.txt", page(3).replace("smudged", "SMUDGED"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert five.run().published
    assert open_dataset(five.out).query("select count(*) n from skills where description like '%SMUDGED%'").arrow()[
        "n"
    ].to_pylist() == [1]


def test_a_file_written_right_before_a_long_run_is_looked_at_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("new.txt", page(1))
    hours = count()
    clock = SimpleNamespace(time_ns=lambda: time.time_ns() + next(hours) * 3600 * 10**9)
    monkeypatch.setattr(cache, "time", clock)
    world.run()
    assert next(hours) > 0
    assert world.run().reasons == {"touched": 1}


@pytest.mark.usefixtures("settled")
def test_verify_content_reads_whatever_the_stamps_say(five: World) -> None:
    five.run()
    assert five.run(verify_content=True).reasons == {"touched": 5}


@pytest.mark.usefixtures("settled")
def test_only_what_is_affected_is_read_again(five: World, monkeypatch: pytest.MonkeyPatch) -> None:
    five.run()
    monkeypatch.setattr(versions, "PARSER_VERSION", "another")
    report = five.run()
    assert report.reasons == {"parser": 5}
    assert report.published, "the ledger names the version"
    size = len(page(1).encode())
    assert five.run(max_bytes=size - 1).exit_code == 4, "all are too large now"
    five.write("0.txt", page(1) * 2)
    five.run()
    assert five.run(max_bytes=size).reasons == {"setting": 1}
    assert five.run(max_bytes=size).reasons == {"touched": 1}, "its bytes were never read"
    assert five.run(max_bytes=size + 1).reasons == {"setting": 1}, "it might fit now"


@pytest.mark.usefixtures("settled")
def test_other_grammars(five: World, root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "grammars"
    folder.mkdir()
    for path in (root / "grammars").glob("*.lark"):
        (folder / path.name).write_bytes(path.read_bytes() + b"\n// another\n")
    assert five.run(grammars=folder).reasons == {"grammar": 5}


@pytest.mark.usefixtures("settled")
def test_other_words(five: World, tmp_path: Path) -> None:
    words = tmp_path / "mine.toml"
    words.write_text('[headings]\nskills = ["bread craft"]\n', "utf-8")
    assert five.run(words=(words,)).reasons == {"grammar": 5}
    assert five.run(words=(words,)).reasons == {}
    words.write_text('[headings]\nskills = ["bread crafts"]\n', "utf-8")
    assert five.run(words=(words,)).reasons == {"grammar": 5}


def test_a_deleted_dump_is_removed_and_a_moved_one_moves(five: World) -> None:
    (five.raw / "4.txt").unlink()
    report = five.run()
    assert report.deleted == ("raw/4.txt",)
    assert _uris(five) == [f"raw/{n}.txt" for n in range(4)]
    (five.raw / "3.txt").rename(five.raw / "9.txt")
    assert five.run(allow_mass_delete=True).deleted == ("raw/3.txt",)
    assert _uris(five) == [f"raw/{n}.txt" for n in (0, 1, 2, 9)]


@pytest.mark.usefixtures("settled")
def test_too_many_deletions_stop_the_run(five: World) -> None:
    five.run()
    for number in (3, 4):
        (five.raw / f"{number}.txt").unlink()
    five.write("2.txt", page(2, note="Another note."))
    five.write("new.txt", page(9))
    before = five.snapshot()
    report = five.run()
    assert report.exit_code == 4
    assert "2 of 5 dumps would be deleted" in str(report.error)
    assert report.accounting is not None
    counted = {name: count for name, count in report.accounting.model_dump().items() if count}
    assert counted == {"total": 6, "unchanged": 2, "unread": 2, "deleted": 2}, (
        "one is new and one was touched: neither was read"
    )
    assert five.snapshot() == before
    assert five.run(allow_mass_delete=True).exit_code == 0
    assert len(_uris(five)) == 4


def test_on_delete_keep_marks_rows_and_takes_them_back(five: World) -> None:
    kept = page(4)
    (five.raw / "4.txt").unlink()
    report = five.run(on_delete="keep")
    assert report.deleted == ("raw/4.txt",)
    assert report.accounting is not None
    assert report.accounting.deleted == 1
    gone = open_dataset(five.out).documents.to_pandas().set_index("uri")["gone"]
    assert gone[gone].index.tolist() == ["raw/4.txt"]
    assert len(_uris(five)) == 5
    assert five.run(on_delete="keep").published is False
    five.write("4.txt", kept)
    assert five.run(on_delete="keep").reasons["new"] == 1
    assert not open_dataset(five.out).documents.to_pandas()["gone"].any()


def test_a_run_says_nothing_about_other_sources(five: World, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text(page(7))
    report = five.run(other)
    assert report.deleted == ()
    assert report.accounting is not None
    assert report.accounting.outside == 5
    assert len(_uris(five)) == 6


def test_an_unreadable_folder_deletes_nothing(five: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.sources import discover

    five.write("below/5.txt", page(5))
    five.run()
    scandir = os.scandir

    def refuse(path: str | Path) -> object:
        if str(path).endswith("below"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(discover.os, "scandir", refuse)
    report = five.run()
    assert report.deleted == ()
    assert report.incomplete == ("raw",)
    assert "raw/below/5.txt" in _uris(five)


def test_a_folder_that_is_empty_or_gone_deletes_nothing(five: World, tmp_path: Path) -> None:
    big = tmp_path / "big"
    big.mkdir()
    for number in range(30):
        (big / f"{number}.txt").write_text(page(number))
    five.run(five.raw, big)
    for path in five.raw.iterdir():
        path.unlink()
    report = five.run(five.raw, big)
    assert report.exit_code == 4, "five of 35 are no mass, but they are all of a source"
    assert "the source 'raw'" in str(report.error)
    five.raw.rmdir()
    with pytest.raises(UsageError, match="no such file or folder"):
        five.run(five.raw, big)
    assert len(_uris(five)) == 35


def test_a_dump_that_was_good_loses_its_old_record(five: World) -> None:
    five.write("2.txt", b"\x89PNG\r\n")
    report = five.run()
    assert report.exit_code == 3
    assert report.new_in_quarantine == ("raw/2.txt",)
    assert "raw/2.txt" not in _uris(five)
    assert five.run().exit_code == 0


def test_one_change_shares_every_other_file(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.pipeline import publishing

    monkeypatch.setattr(publishing, "LEAF_DUMPS", 4)
    for number in range(24):
        world.write(f"{number}.txt", page(number))
    world.run()
    world.write("7.txt", page(7, note="Another note."))
    world.run()
    old = {path.name: path.stat().st_ino for path in (world.out / "snapshots/000001/parquet").rglob("*.parquet")}
    new = {path.name: path.stat().st_ino for path in (world.out / "snapshots/000002/parquet").rglob("*.parquet")}
    leaves = {name.split("-")[0] for name in old.keys() - new.keys()} - {"all"}
    assert len(leaves) == 1, "base tables change in one leaf, derived ones have one file"
    assert all(new[name] == old[name] for name in old.keys() & new.keys())
    assert len(old.keys() & new.keys()) > 40


def test_a_plan_says_why_and_reads_nothing(five: World, monkeypatch: pytest.MonkeyPatch) -> None:
    five.write("1.txt", page(1, note="Changed."))
    five.write("8.txt", page(8))
    (five.raw / "0.txt").unlink()
    before = contents(five.out)
    monkeypatch.setattr("ingest.shard.worker_call.items", None)
    plan = five.plan()
    assert {(step.task.dump.uri, step.reason) for step in plan.steps} >= {
        ("raw/1.txt", "touched"),
        ("raw/8.txt", "new"),
    }
    assert plan.ledger["uri"].filter(plan.missing).to_pylist() == ["raw/0.txt"]
    assert contents(five.out) == before


_SECOND_RUN = """
import sys
from ingest.cli.main import main
code = main(["run", *sys.argv[1:]])
loaded = sorted({"pandas", "ingest.sections", "rich"} & sys.modules.keys())
sys.exit(code or ", ".join(loaded) or 0)
"""


@pytest.mark.usefixtures("settled")
def test_what_reads_nothing_loads_no_reader(five: World) -> None:
    five.run()
    command = [sys.executable, "-c", _SECOND_RUN, str(five.raw), "-o", str(five.out), "--export", "parquet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "ingest: reading dumps (0)")
