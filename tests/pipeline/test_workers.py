"""Whole runs with worker processes: deadly dumps, signals, and the same bytes for any number of workers."""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from ingest.catalogue import open_dataset
from ingest.engines.worker_process import WorkerProcess
from ingest.pipeline import Report, large_tables
from processes import children, started, wait_until

from .world import World, contents, page

# Started by every Python that finds it: the reader of worker processes does what a dump says.
_SITE = """
import os, time
from ingest import read as reader
read = reader.read_text
def deadly(text, **given):
    if "EXIT" in text: os._exit(9)
    if "HANG" in text:
        open(f"{__file__}.{os.getpid()}.hangs", "w").close()
        time.sleep(600)
    return read(text, **given)
reader.read_text = deadly
from ingest.sources import dumps_in_file
open_file = dumps_in_file.open_file
def opening(path):
    if "kills" in path: os._exit(7)
    return open_file(path)
dumps_in_file.open_file = opening
"""
_RUN = """
import sys
from ingest.pipeline import run
from ingest.settings_precedence import load_settings
run(load_settings({"inputs": (sys.argv[1],), "out": sys.argv[2], "workers": 2, "export": ("parquet",)}))
"""


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    site = folder / "sitecustomize.py"
    site.write_text(_SITE)
    monkeypatch.setenv("PYTHONPATH", str(folder), prepend=os.pathsep)

    def seconds(worker: WorkerProcess) -> float:
        """Time passes for those that hang, and for no others: no machine is too slow for that."""
        return 1e6 if Path(f"{site}.{worker._process.pid}.hangs").exists() else 0.0

    monkeypatch.setattr(WorkerProcess, "seconds", property(seconds))


@pytest.mark.usefixtures("deadly")
def test_deadly_dumps_are_quarantined_alone(world: World) -> None:
    for number in range(20):
        world.write(f"{number}.txt", page(number))
    world.write("exit.txt", page(77, note="EXIT now."))
    world.write("hang.txt", page(78, note="HANG on."))
    report = world.run(workers=2, deadline=1.0)
    assert report.exit_code == 3
    assert report.new_in_quarantine == ("raw/exit.txt", "raw/hang.txt")
    assert {f.uri: f.message.partition(": ")[2] for f in report.findings} == {
        "raw/exit.txt": "the worker ended with 9",
        "raw/hang.txt": "more than 1 seconds",
    }
    assert len(open_dataset(world.out).profiles.arrow()) == 20
    again = world.run(workers=2, deadline=1.0)
    assert (again.exit_code, again.published) == (0, False)


@pytest.mark.slow
@pytest.mark.usefixtures("deadly")
def test_a_deadly_row_of_a_large_file_costs_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    fits, fitted = large_tables.CutFile.fits, []
    monkeypatch.setattr(large_tables, "_SMALLEST", 2500)
    monkeypatch.setattr(large_tables.CutFile, "fits", lambda file: fitted.append(fits(file)) or fitted[-1])
    notes = {7: "EXIT now.", 21: "HANG on."}
    texts = [page(number, note=notes.get(number, "Keeps the queue short.")) for number in range(30)]
    world.write("rows.jsonl", "".join(json.dumps({"text": text}) + "\n" for text in texts))
    report = world.run(text_column="text", workers=2, deadline=1.0)
    assert report.new_in_quarantine == ("raw/rows.jsonl#22", "raw/rows.jsonl#8")
    assert {f.uri: f.message.partition(": ")[2] for f in report.findings} == {
        "raw/rows.jsonl#22": "more than 1 seconds",
        "raw/rows.jsonl#8": "the worker ended with 9",
    }
    assert len(open_dataset(world.out).profiles.arrow()) == 28
    assert fitted == [True], "only stretches were read again"
    again = world.run(text_column="text", workers=2, deadline=1.0)
    assert (again.exit_code, again.published) == (0, False)


@pytest.mark.usefixtures("deadly")
@pytest.mark.parametrize("stretch", [100, pytest.param(1 << 20, marks=pytest.mark.slow)], ids=["in stretches", "whole"])
def test_a_table_that_kills_before_its_first_row_costs_itself(
    world: World, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(large_tables, "_SMALLEST", stretch)
    world.write("good.txt", page(1))
    world.write("kills.jsonl", (json.dumps({"text": page(2)}) + "\n") * 2)
    report = world.run(text_column="text", workers=1)
    assert [(f.uri, f.message.partition(": ")[2]) for f in report.findings] == [
        ("raw/kills.jsonl", "the worker ended with 7")
    ]
    assert len(open_dataset(world.out).profiles.arrow()) == 1


def test_any_number_of_workers_gives_the_same_bytes(world: World, tmp_path: Path) -> None:
    for number in range(70):
        world.write(f"{number % 7}/{number}.txt", page(number % 60))
    world.write("bad.txt", b"%PDF-1.7")
    world.run()
    alone = world.snapshot()
    for workers in (1, 4):
        world.run(workers=workers, out=tmp_path / str(workers))
        assert contents(tmp_path / str(workers) / "current") == alone


@pytest.mark.usefixtures("deadly")
@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
def test_a_signal_ends_a_run_in_good_order(world: World, tmp_path: Path, number: signal.Signals, status: int) -> None:
    for name in "ab":
        world.write(f"{name}.txt", page(1))
    world.run()
    before = world.snapshot()
    world.write("hang.txt", page(78, note="HANG on."))
    with started([sys.executable, "-c", _RUN, world.raw, world.out]) as process:
        wait_until(lambda: any((tmp_path / "site").glob("*.hangs")), "the dump to be at hand")
        workers = children(process.pid)
        process.send_signal(number)
        process.communicate()
    assert process.returncode == status
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []
    assert world.snapshot() == before
    reports = [Report.model_validate_json(p.read_bytes()) for p in sorted((world.out / "runs").glob("*.json"))]
    told = {signal.SIGTERM: "ended by SIGTERM", signal.SIGINT: "ended by Ctrl-C"}[number]
    assert [(report.exit_code, report.error) for report in reports] == [(0, None), (128 + number, told)]
    assert reports[1].accounting is not None
    assert (reports[1].accounting.unread, reports[1].accounting.skipped) == (3, 0)
    (world.raw / "hang.txt").unlink()
    assert world.run().published is False
    assert not (world.out / ".staging").exists()
