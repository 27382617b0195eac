from __future__ import annotations

import json
import os
import subprocess
from contextlib import ExitStack
from pathlib import Path

import pytest

from cli.conftest import Run
from commands import run_cli
from ingest.store.layout import Layout
from ingest.store.lock import lock
from processes import PROGRAM, started

PROFILE = "Baker — {0}\nBREAD.OVEN.{0}\nSkills\n- Kneading\n- Works the dough until it springs back when pressed.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three snapshots: P1; P1 and P2 and a PDF; P1 changed, P2 gone, P3 added."""
    place = tmp_path_factory.mktemp("made")
    dumps = place / "dumps"
    dumps.mkdir()

    def run(*more: str) -> int:
        return run_cli("run", "dumps", *more, cwd=place, env={"INGEST_EXPORT": "csv"}).returncode

    (dumps / "p1.txt").write_text(PROFILE.format("P1"), "utf-8")
    assert run() == 0
    (dumps / "p2.txt").write_text(PROFILE.format("P2"), "utf-8")
    (dumps / "page.txt").write_bytes(b"%PDF-1.7\n")
    assert run() == 3
    (dumps / "p1.txt").write_text(PROFILE.format("P1").replace("Kneading", "Shaping"), "utf-8")
    (dumps / "p2.txt").rename(dumps / "p3.txt")
    (dumps / "p3.txt").write_text(PROFILE.format("P3"), "utf-8")
    assert run("--allow-mass-delete") == 0
    return place


@pytest.fixture
def dataset(made: Path, workplace: Path) -> Path:
    """A copy of what was made: parts that snapshots share are one file there too."""
    subprocess.run(["cp", "-a", made / "dumps", made / "out", workplace], check=True)
    return workplace / "out"


def test_history(ingest: Run, dataset: Path) -> None:
    entries = json.loads(ingest("history", "--format", "json").stdout)
    assert [(e["number"], e["published"], e["profiles"], e["documents"]) for e in entries] == [
        (1, False, 1, 1),
        (2, False, 2, 3),
        (3, True, 2, 3),
    ]
    files = (dataset / "snapshots/000003").rglob("*.*")
    assert entries[2]["bytes"] == sum(f.stat().st_size for f in files if f.is_file() and f.name != "manifest.json")


def test_history_says_when_a_snapshot_was_written_though_it_was_copied(ingest: Run, dataset: Path) -> None:
    told = {}
    for path in dataset.glob("runs/*.json"):
        report = json.loads(path.read_bytes())
        report["started"] = f"2021-03-0{report['snapshot']}T10:59:58+01:00"
        path.write_text(json.dumps(report | {"seconds": 3.5}))
        told[report["snapshot"]] = path
    entries = json.loads(ingest("history", "--format", "json").stdout)
    assert [e["written"] for e in entries] == [f"2021-03-0{day}T10:00:01+00:00" for day in (1, 2, 3)]
    told[1].unlink()
    told[2].write_text("{")
    manifests = [dataset / f"snapshots/00000{number}/manifest.json" for number in (1, 2)]
    for manifest in manifests:
        os.utime(manifest, (86400, 86400))
    entries = json.loads(ingest("history", "--format", "json").stdout)
    assert [e["written"][:10] for e in entries] == ["1970-01-02", "1970-01-02", "2021-03-03"]


def test_diff_names_what_came_went_and_changed(ingest: Run, dataset: Path) -> None:
    found = json.loads(ingest("diff", "--format", "json").stdout)
    assert (found["before"], found["after"]) == (2, 3)
    assert [name["code"] for name in found["added"]] == ["BREAD.OVEN.P3"]
    assert [name["code"] for name in found["gone"]] == ["BREAD.OVEN.P2"]
    assert [(name["uri"], name["fields"]) for name in found["changed"]] == [("dumps/p1.txt", ["skills"])]
    same = json.loads(ingest("diff", "3", "3", "--format", "json").stdout)
    assert (same["added"], same["gone"], same["changed"]) == ([], [], [])
    assert ingest("diff", "1", "9").returncode == 2


def test_a_line_that_moved_is_no_change(ingest: Run, dataset: Path, workplace: Path) -> None:
    path = workplace / "dumps/p3.txt"
    path.write_text(path.read_text("utf-8").replace("Skills", "\n\nSkills"), "utf-8")
    assert "published snapshot 4" in ingest("run", "dumps").stdout
    assert ingest("diff").stdout == "from snapshot 3 to 4: 0 added, 0 gone, 0 changed (0 profiles)\n"


def test_rollback_and_back(ingest: Run, dataset: Path) -> None:
    assert ingest("rollback").stdout == "published snapshot 2 in out\n"
    assert "snapshot 2:" in ingest("show").stdout.lower()
    assert ingest("rollback", "3").returncode == 0
    assert (dataset / "current").readlink() == Path("snapshots/000003")
    done = ingest("rollback", "9")
    assert (done.returncode, done.stderr) == (2, "ingest: out: there is no snapshot 9; there are: 1, 2, 3\n")
    ingest("rollback", "1")
    assert "no snapshot before 1" in ingest("rollback").stderr


def test_rollback_refuses_a_snapshot_that_cannot_be_read(ingest: Run, dataset: Path) -> None:
    manifest = dataset / "snapshots/000002/manifest.json"
    manifest.chmod(0o644)
    manifest.write_text("{")
    done = ingest("rollback", "2")
    assert done.returncode == 1
    assert "not a manifest" in done.stderr
    assert (dataset / "current").readlink() == Path("snapshots/000003")
    _, _, second, _, problem = ingest("history").stdout.splitlines()
    assert second.split() == ["2", "cannot", "be", "read", "0", "0", "0"]
    assert problem.startswith(f"snapshot 2: {Path('out/snapshots/000002/manifest.json')}: not a manifest: ")


def test_verify_names_all_snapshots_that_share_a_damaged_part(ingest: Run, dataset: Path) -> None:
    assert ingest("verify").returncode == 0
    shared = next(iter((dataset / "snapshots/000002/parquet/scores").iterdir()))
    assert shared.stat().st_nlink == 3
    shared.chmod(0o644)
    with shared.open("r+b") as file:
        file.write(b"X")
    (dataset / "snapshots/000003/csv/skills.csv").unlink()
    done = ingest("verify", "--format", "json")
    assert done.returncode == 6
    damages = {damage["path"]: damage for damage in json.loads(done.stdout)["damages"]}
    assert damages[f"parquet/scores/{shared.name}"]["snapshots"] == [1, 2, 3]
    assert damages["csv/skills.csv"] == {"path": "csv/skills.csv", "why": "is missing", "snapshots": [3]}
    assert len(damages) == 2


def test_gc_keeps_what_is_published(ingest: Run, dataset: Path) -> None:
    ingest("rollback", "2")
    (dataset / ".staging").mkdir(exist_ok=True)
    (dataset / ".staging" / "left").write_text("by a run that was killed")
    done = ingest("gc", "--keep", "1")
    assert done.stdout == "1 snapshot removed: 1\n", "readers may hold 3, which was published"
    assert not (dataset / ".staging").exists()
    assert ingest("verify").returncode == 0


def test_keep_is_a_setting_of_runs_and_of_gc(
    ingest: Run, dataset: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workplace / "dumps/p1.txt").write_text(PROFILE.format("P1").replace("Kneading", "Folding"), "utf-8")
    assert ingest("run", "dumps", "--export", "csv", "--keep", "2").returncode == 0
    assert Layout(dataset).numbers() == [3, 4]
    monkeypatch.setenv("INGEST_KEEP", "1")
    assert ingest("gc").stdout == "1 snapshot removed: 3\n"
    assert ingest("gc", "--keep", "0").returncode == 2


def test_what_was_before_a_large_loss_is_shown_and_stays(ingest: Run, dataset: Path) -> None:
    (dataset / "held.json").write_text('[{"snapshot": 1, "after": 2, "why": "90 of 100 dumps of pages are lost"}]')
    assert ingest("gc", "--keep", "1").stdout == "1 snapshot removed: 2\n"
    entries = json.loads(ingest("history", "--format", "json").stdout)
    assert [(entry["number"], entry["lost"]) for entry in entries] == [
        (1, "90 of 100 dumps of pages are lost"),
        (3, None),
    ]
    shown = ingest("history").stdout
    assert "before a loss" in shown
    assert "after snapshot 1: 90 of 100 dumps of pages are lost" in shown


@pytest.mark.parametrize("command", ["rollback", "gc"])
def test_nothing_is_touched_while_a_run_holds_the_dataset(ingest: Run, dataset: Path, command: str) -> None:
    with ExitStack() as held:
        held.enter_context(lock(Layout(dataset).lock))
        done = ingest(command)
        assert done.returncode == 5
        assert f"pid {os.getpid()} on " in done.stderr
        with started([PROGRAM, command, "--wait", "600"], cwd=dataset.parent, stdout=subprocess.DEVNULL) as process:
            assert process.stderr is not None
            assert process.stderr.readline().startswith(f"ingest: waiting for pid {os.getpid()} on ")
            held.close()
            assert process.wait() == 0


HEADED = "# Baker — P2\nBREAD.OVEN.P2\n\n## Perks we throw in\n- A loaf a day\n\n## Oven days\n- Plans the bread.\n"


def test_diff_names_sections_that_new_words_move(ingest: Run, workplace: Path) -> None:
    folder = workplace / "pages"
    folder.mkdir()
    (folder / "baker.md").write_text(HEADED, "utf-8")
    assert ingest("run", "pages").returncode == 0
    words = '[headings]\nbenefits = ["perks we throw in"]\nresponsibilities = ["oven days"]\n'
    (workplace / "mine.toml").write_text(words, "utf-8")
    assert ingest("run", "pages", "--words", "mine.toml").returncode == 0
    [changed] = json.loads(ingest("diff", "--format", "json").stdout)["changed"]
    assert {"sections", "responsibilities", "outline"} == set(changed["fields"])
    assert changed["sections"] == [
        {"heading": "Perks we throw in", "before": None, "after": "benefits"},
        {"heading": "Oven days", "before": None, "after": "responsibilities"},
    ]
    told = ingest("diff").stdout
    assert '\nsections  "Perks we throw in": no kind → benefits, in 1 profile\n' in told
    assert told.endswith("from snapshot 1 to 2: 0 added, 0 gone, 1 changed (1 profile)\n")


def test_diff_sees_a_kept_section_of_another_kind_alone(ingest: Run, workplace: Path) -> None:
    folder = workplace / "pages"
    folder.mkdir()
    (folder / "baker.md").write_text(HEADED, "utf-8")
    assert ingest("run", "pages").returncode == 0
    (workplace / "mine.toml").write_text('[headings]\nbenefits = ["perks we throw in"]\n', "utf-8")
    assert ingest("run", "pages", "--words", "mine.toml").returncode == 0
    [changed] = json.loads(ingest("diff", "--format", "json").stdout)["changed"]
    assert changed["fields"] == ["sections", "outline"]


@pytest.mark.parametrize("command", ["history", "diff", "rollback", "verify", "gc", "show", "quarantine list"])
def test_where_nothing_is_published(ingest: Run, command: str) -> None:
    done = ingest(*command.split())
    assert done.returncode == 2
    assert "nothing is published here; `ingest run INPUT -o out` does that" in done.stderr


def test_quarantine(ingest: Run, dataset: Path) -> None:
    [dump] = json.loads(ingest("quarantine", "list", "--format", "json").stdout)
    assert (dump["uri"], dump["reason"], dump["bytes"]) == ("dumps/page.txt", "E102", 9)
    shown = ingest("quarantine", "show", "dumps/page.txt").stdout
    assert "dumps/page.txt:1:1: E102 binary content: this is a PDF\n    hint: " in shown
    done = ingest("quarantine", "show", "dumps/p1.txt")
    assert done.returncode == 2
    assert "is not in quarantine" in done.stderr


def test_query(ingest: Run, dataset: Path) -> None:
    rows = json.loads(ingest("query", "SELECT code FROM profiles ORDER BY code", "--format", "json").stdout)
    assert rows == [{"code": "BREAD.OVEN.P1"}, {"code": "BREAD.OVEN.P3"}]
    done = ingest("query", "SELEKT")
    assert done.returncode == 2
    assert done.stderr.startswith("ingest: the query failed: ")
