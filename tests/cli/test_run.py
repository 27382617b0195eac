from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rich.progress import Progress as Bars

from cli.conftest import Run
from ingest.cli.live_line import LiveLine
from ingest.diagnostics import CODES
from ingest.inspect_dumps import inspect
from ingest.pipeline import Stage, driver
from ingest.pipeline.recorder import Recorder
from ingest.settings_precedence import load_settings
from ingest.store.layout import Layout
from ingest.store.lock import lock
from processes import PROGRAM, started

PROFILE = "Baker — P2\nBREAD.OVEN.P2\nSkills\n- Kneading\n- Works the dough until it springs back when pressed.\n"


@pytest.fixture
def mixed(workplace: Path, raw: Path) -> Path:
    """A PDF that is named .txt, an empty file, a cp1252 file, a file with two profiles, and a plain one."""
    folder = workplace / "mixed"
    folder.mkdir()
    (folder / "page.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    (folder / "nothing.txt").write_bytes(b"")
    (folder / "western.txt").write_bytes(PROFILE.replace("Kneading", "Café").encode("cp1252"))
    (folder / "two.txt").write_text(PROFILE.replace("P2", "P3") + PROFILE.replace("P2", "P4"), "utf-8")
    (folder / "plain.txt").write_text(PROFILE.replace("OVEN", "TABLE"), "utf-8")
    return folder


def report_of(stdout: str, folder: Path) -> dict[str, object]:
    path = re.search(r"^report: (.+\.json)$", stdout, re.MULTILINE)
    assert path
    answer: dict[str, object] = json.loads((folder / path[1]).read_text("utf-8"))
    return answer


def test_an_export_that_is_asked_for_beside_another_one_is_written_too(
    ingest: Run, mixed: Path, workplace: Path
) -> None:
    arguments = ("--export", "csv", "--export", "json", "--workers", "0", "--max-failures", "5")
    assert ingest("run", "mixed/plain.txt", *arguments).returncode == 0
    written = {path.name for path in (workplace / "out/current").iterdir() if path.is_dir()}
    assert written == {"csv", "json", "parquet", "schema"}


def test_the_samples_are_published_without_a_complaint(ingest: Run, workplace: Path) -> None:
    readings = [dump.reading for dump in inspect(load_settings({"inputs": (str(workplace / "raw"),)})) if dump.reading]
    profiles = sum(len(reading.profiles) for reading in readings)
    assert profiles >= len(readings) >= 20
    done = ingest("run", "raw/")
    assert done.returncode == 0
    assert f"published snapshot 1 in out: {profiles} profiles" in done.stdout
    accounting = report_of(done.stdout, workplace)["accounting"]
    assert accounting["published"] == len(readings)  # type: ignore[index]
    assert pq.read_table(workplace / "out/current/parquet/profiles").num_rows == profiles
    assert len((workplace / "out/current/json/profiles.jsonl").read_text("utf-8").splitlines()) == profiles


def test_bad_dumps_are_named_and_the_rest_is_published(ingest: Run, mixed: Path, workplace: Path) -> None:
    done = ingest("run", "mixed")
    assert done.returncode == 3
    assert re.search(r"^quarantined +mixed/page\.txt:1: E102 ", done.stdout, re.MULTILINE)
    assert re.search(r"^skipped +mixed/nothing\.txt:1: I605 ", done.stdout, re.MULTILINE)
    assert done.stdout.startswith("5 dumps: 3 published, 1 in quarantine, 1 skipped\n")
    codes = pq.read_table(workplace / "out/current/parquet/profiles", columns=["code"])["code"].to_pylist()
    assert sorted(codes) == ["BREAD.OVEN.P2", "BREAD.OVEN.P3", "BREAD.OVEN.P4", "BREAD.TABLE.P2"]
    again = ingest("run", "mixed")
    assert again.returncode == 0  # what is in quarantine already is no news
    assert "nothing is new" in again.stdout


def test_what_is_worth_knowing_is_said(ingest: Run, mixed: Path) -> None:
    for number in range(4):
        (mixed / f"old-{number}.txt").write_bytes(PROFILE.replace("Kneading", f"Café {number}").encode("cp1252"))
    for _ in range(2):  # it stays true when nothing is new
        done = ingest("run", "mixed", "--export", "parquet")
        assert "\n1 dump with several profiles\n" in done.stdout
        named = "mixed/old-0.txt, mixed/old-1.txt, mixed/old-2.txt and 2 more"
        assert f"\nnot UTF-8, taken as cp1252: 5 dumps ({named})\n" in done.stdout
        assert "no dump found" not in done.stderr
    (mixed.parent / "empty").mkdir()
    done = ingest("run", "mixed/plain.txt", "empty", "-o", "other", "--export", "parquet")
    assert done.returncode == 0
    assert "several" not in done.stdout
    assert "cp1252" not in done.stdout
    assert done.stderr.splitlines()[-1] == "warning: no dump found in empty"
    assert "JSON and CSV" not in done.stderr


def test_the_error_budget(ingest: Run, mixed: Path, workplace: Path) -> None:
    done = ingest("run", "mixed", "--max-failures", "10%")
    assert done.returncode == 4
    assert done.stderr.splitlines()[-1].startswith("ingest: ")
    assert "nothing was published" in done.stdout
    assert not (workplace / "out" / "current").exists()
    assert report_of(done.stdout, workplace)["exit_code"] == 4


def test_json_is_the_report(ingest: Run, workplace: Path) -> None:
    done = ingest("run", "raw/data", "--format", "json", "--report", "report.json")
    report = json.loads(done.stdout)
    assert report == json.loads((workplace / "report.json").read_text("utf-8"))
    assert report == json.loads((workplace / "out/runs" / f"{report['id']}.json").read_text("utf-8"))
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    stages = [line["stage"] for line in lines if line["event"] == "stage"]
    assert stages == ["discover", "plan", "read", "write", "export", "publish"]
    assert lines[-1]["event"] == "finished"
    assert lines[-1]["accounting"] == report["accounting"]


def test_a_plan_does_nothing(ingest: Run, workplace: Path) -> None:
    plan = json.loads(ingest("run", "raw/data", "--plan", "--format", "json").stdout)
    assert {step["reason"] for step in plan["steps"]} == {"new"}
    assert plan["counts"] == {"read": 12, "unchanged": 0, "missing": 0, "outside": 0}
    assert not (workplace / "out").exists()
    ingest("run", "raw/data")
    with (workplace / "raw/data/data-pipelines-p1.txt").open("a") as file:
        file.write("Working hours\nNights.\n")
    shutil.copy(workplace / "raw/data/data-pipelines-p2.txt", workplace / "raw/data/copy.txt")
    plan = json.loads(ingest("run", "raw/data", "--plan", "--format", "json", "--verify-content").stdout)
    reasons = {step["uri"]: step["reason"] for step in plan["steps"]}
    assert reasons["data/copy.txt"] == "new"
    assert reasons["data/data-pipelines-p1.txt"] == "touched"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "no INPUT"),
        (("nowhere",), "nowhere: there is no such file or folder"),
        (("s3://bucket/pages",), "ingest: s3://bucket/pages: is an address; only files and folders of this machine"),
        (("a=https://example.org/*.html",), "ingest: a=https://example.org/*.html: is an address; "),
        (("raw", "-o", "s3://bucket/out"), "--out: s3://bucket/out: is an address; "),
        (("raw", "--report", "gs://b/r.html"), "--report: gs://b/r.html: is an address; "),
        (("raw", "--words", "gs://b/w.toml"), "--words: gs://b/w.toml: is an address; "),
        (("raw", "--workers", "many"), "--workers: 'many': "),
        (("raw", "--export", "excel"), "--export: "),
        (("raw", "--max-failures", "lots"), "--max-failures: 'lots': an error budget is a number of dumps"),
        (("raw", "--on-delete", "burn"), "'burn' is not one of 'remove', 'keep'"),
        (("raw/data", "copy/data"), "name them: first=raw/data second=copy/data"),
    ],
)
def test_wrong_usage(ingest: Run, workplace: Path, arguments: tuple[str, ...], said: str) -> None:
    (workplace / "copy").mkdir()
    shutil.copytree(workplace / "raw/data", workplace / "copy/data")
    done = ingest("run", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (workplace / "out").exists()


def test_flag_over_environment_over_file_over_default(
    ingest: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settings(*flags: str) -> tuple[object, object]:
        report = json.loads(ingest("run", "raw/framework", "--format", "json", *flags).stdout)
        return report["settings"]["max_ratio"], report["out"]

    assert settings() == (200, "out")
    (workplace / "ingest.toml").write_text('max-ratio = 30\nout = "filed"\n')
    assert settings() == (30, "filed")
    monkeypatch.setenv("INGEST_MAX_RATIO", "40")
    assert settings() == (40, "filed")
    assert settings("--max-ratio", "50", "-o", "flagged") == (50, "flagged")


def test_a_switch_that_is_not_given_leaves_the_environment_its_say(
    ingest: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def verifies(*flags: str) -> object:
        report = json.loads(ingest("run", "raw/framework", "--format", "json", *flags).stdout)
        return report["settings"]["verify_content"]

    monkeypatch.setenv("INGEST_VERIFY_CONTENT", "true")
    assert verifies() is True
    assert verifies("--no-verify-content") is False


def test_a_file_that_is_in_the_way(ingest: Run, workplace: Path) -> None:
    (workplace / "out").write_text("not a folder")
    done = ingest("run", "raw/framework")
    assert done.returncode == 2
    assert done.stderr == "ingest: out: is no folder; choose another with -o\n"
    assert ingest("run", "raw/framework", "-o", "out/below").returncode == 2
    assert (workplace / "out").read_text() == "not a folder"


def test_a_folder_that_cannot_be_written(ingest: Run) -> None:
    done = ingest("run", "raw/framework", "-o", "/proc/dataset")  # not even root may write there
    assert done.returncode == 1
    assert re.fullmatch(r"ingest: /proc/dataset: cannot be written \(.+\); choose another with -o\n", done.stderr)


def test_progress_on_a_terminal_leaves_only_the_summary(terminal: Callable[..., str]) -> None:
    shown = terminal(80, "run", "raw/")
    assert "reading dumps" in shown
    *_, last = shown.rpartition("\x1b[2K")
    assert "published" in last
    assert "reading dumps" not in last


def test_progress_never_has_more_done_than_there_is() -> None:
    with Bars() as bars:
        line = LiveLine(bars)
        line.stage("read", 4)
        told = []
        for dumps in (1, 3, 55):  # the last file is an archive
            line.advance(dumps)
            told.append(bars.tasks[0].fields["count"])
    assert told == ["1/4", "4/4", "59"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_run_that_waits(workplace: Path, number: signal.Signals, code: int) -> None:
    command = [PROGRAM, "run", "raw/", "--wait", "600"]
    with lock(Layout(workplace / "out").lock), started(command, cwd=workplace) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(f"ingest: waiting for pid {os.getpid()} on ")
        process.send_signal(number)
        assert process.stderr.read() == "Stopped. Nothing was published; the next run starts again.\n"
        assert process.wait() == code
    assert not (workplace / "out" / "current").exists()


def _stop_at(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C come as a stage of a run begins."""
    begin = Recorder.stage

    def stop(self: Recorder, name: Stage, total: int | None = None) -> None:
        begin(self, name, total)
        if name == stage:
            raise KeyboardInterrupt

    monkeypatch.setattr(Recorder, "stage", stop)


@pytest.mark.parametrize("stage", ["discover", "read", "write", "publish"])
def test_ctrl_c_is_told_in_one_line(ingest: Run, workplace: Path, stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _stop_at(stage, monkeypatch)
    done = ingest("run", "raw/framework")
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.splitlines()[-1] == "Stopped. Nothing was published; the next run starts again."
    report = json.loads(next((workplace / "out/runs").glob("*.json")).read_text("utf-8"))
    assert (report["exit_code"], report["published"]) == (130, False)
    if stage == "read":
        assert report["accounting"]["unread"] == report["accounting"]["total"] > 0
    last = json.loads(ingest("run", "raw/framework", "--log", "json").stderr.splitlines()[-1])
    assert (last["event"], last["exit_code"]) == ("failed", 130)
    assert last["error"] == "Stopped. Nothing was published; the next run starts again."


def test_ctrl_c_on_a_terminal(terminal: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    _stop_at("read", monkeypatch)
    assert terminal(100, "run", "raw/framework").endswith(
        "\nStopped. Nothing was published; the next run starts again.\n"
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_behind_the_last_step_says_what_is_published(
    ingest: Run, workplace: Path, number: signal.Signals, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(driver, "prune", lambda *_: signal.raise_signal(number))
    done = ingest("run", "raw/framework")
    assert done.returncode == code
    assert done.stderr.splitlines()[-1] == "Stopped. Snapshot 1 was published before."
    assert (workplace / "out/current").exists()


def test_the_most_frequent_warnings_are_told_in_words(ingest: Run, workplace: Path) -> None:
    done = ingest("run", "raw/data", env={"COLUMNS": "400"})
    [most] = [line for line in done.stdout.splitlines() if line.startswith("most often ")]
    codes = [part.partition(":")[0] for part in most.removeprefix("most often ").split("; ")]
    counts = report_of(done.stdout, workplace)["codes"]
    assert isinstance(counts, dict)
    doubts = sorted((count for code, count in counts.items() if code[0] in "EW"), reverse=True)
    assert [counts[code] for code in codes] == doubts[:3]
    assert most.startswith(f"most often {codes[0]}: {CODES[codes[0]].title}; ")


def test_a_second_run_is_refused_and_told_by_whom(ingest: Run, workplace: Path) -> None:
    with lock(Layout(workplace / "out").lock):
        done = ingest("run", "raw/framework")
    assert done.returncode == 5
    assert re.search(rf"another run holds it \(pid {os.getpid()} on \S+, started 2\d{{3}}-", done.stderr)
    assert ingest("run", "raw/framework").returncode == 0


@pytest.mark.parametrize(("flags", "code"), [((), 3), (("--max-failures", "0"), 4), (("--format", "json"), 3)])
@pytest.mark.parametrize("unread", ["stdout", "both"])
def test_the_exit_code_does_not_depend_on_who_reads(
    workplace: Path, mixed: Path, programs: Path, flags: tuple[str, ...], code: int, unread: str
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    errors = writer if unread == "both" else subprocess.PIPE
    command = [programs / "ingest", "run", mixed.name, *flags]
    done = subprocess.run(command, cwd=workplace, stdout=writer, stderr=errors, check=False)
    os.close(writer)
    assert done.returncode == code
    assert b"Broken pipe" not in (done.stderr or b"")
    assert Layout(workplace / "out").published() == (1 if code == 3 else None)


def test_what_is_gone_and_kept_is_not_called_deleted(ingest: Run, workplace: Path, mixed: Path) -> None:
    ingest("run", mixed.name)
    (mixed / "plain.txt").unlink()
    first = ingest("run", mixed.name, "--on-delete", "keep", "--allow-mass-delete")
    again = ingest("run", mixed.name, "--on-delete", "keep", "--allow-mass-delete")
    assert first.stdout.splitlines()[0] == "5 dumps: 2 unchanged, 1 in quarantine, 1 skipped, 1 gone, kept"
    assert again.stdout.splitlines()[0] == "5 dumps: 2 unchanged, 1 in quarantine, 1 skipped, 1 gone before, kept"
    accounting = report_of(again.stdout, workplace)["accounting"]
    assert accounting.pop("total") == sum(accounting.values()) == 5  # type: ignore[attr-defined]
    removed = ingest("run", mixed.name, "--allow-mass-delete")
    assert removed.stdout.splitlines()[0] == "5 dumps: 2 unchanged, 1 in quarantine, 1 skipped, 1 deleted"


def test_a_plan_foresees_that_too_much_would_go(ingest: Run, mixed: Path) -> None:
    ingest("run", mixed.name)
    (mixed / "plain.txt").unlink()
    foreseen = json.loads(ingest("run", mixed.name, "--plan", "--format", "json").stdout)["refused"]
    assert foreseen in ingest("run", mixed.name, "--plan").stdout
    done = ingest("run", mixed.name)
    assert done.returncode == 4
    assert foreseen in done.stderr
    assert "would be deleted" in done.stdout.splitlines()[0]


def test_a_run_that_is_refused_does_not_say_published(ingest: Run, mixed: Path) -> None:
    done = ingest("run", mixed.name, "--max-failures", "0")
    assert done.returncode == 4
    assert done.stdout.splitlines()[0] == "5 dumps: 3 would be published, 1 would be in quarantine, 1 skipped"
