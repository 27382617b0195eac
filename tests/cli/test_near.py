"""What a person may have meant by a command, an option or a name that is none, and commands that can be copied."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cli.conftest import Run
from ingest.store.files import Files

PAGE = "Baker — P2\nBREAD.OVEN.P2\nPerks we throw in\n- A loaf a day\n\nSkills\n- Kneading\n- Works the dough.\n"


@pytest.fixture
def pages(workplace: Path) -> Path:
    folder = workplace / "pages"
    folder.mkdir()
    (folder / "baker.txt").write_text(PAGE, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("shw",), "Error: No such command 'shw'. Did you mean 'show'?\n"),
        (("zyzzyva",), "Error: No such command 'zyzzyva'.\n"),
        (("run", "raw", "-d", "out"), " The folder of the published dataset is -o here.\n"),
        (("run", "raw", "--data", "out"), " The folder of the published dataset is -o here.\n"),
        (("check", "-o", "out"), " The folder of the published dataset is -d here.\n"),
    ],
)
def test_a_mistyped_command_or_option(ingest: Run, given: tuple[str, ...], said: str) -> None:
    done = ingest(*given)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(said), done.stderr


def test_the_option_most_alike_is_meant(ingest: Run) -> None:
    told = ingest("run", "raw", "--worker", "1").stderr.splitlines()[-1]
    assert told.startswith("Error: No such option '--worker'.")
    assert "--workers" in told
    assert "--retry" not in told


def test_a_folder_is_no_file_for_rows(ingest: Run, pages: Path) -> None:
    done = ingest("show", "-o", pages.name)
    assert done.returncode == 2
    assert done.stderr == "ingest: pages: is a folder, and -o names a file; the published dataset is named with -d\n"


def test_review_says_how_a_role_of_a_dataset_is_named(ingest: Run) -> None:
    done = ingest("review", "Staff Nurse – Acute Medicine")
    assert done.returncode == 2
    assert done.stderr == (
        "ingest: Staff Nurse – Acute Medicine: there is no such file or folder; a role of a published dataset is named "
        "with -d: ingest review -d out 'Staff Nurse – Acute Medicine'\n"
    )


@pytest.mark.usefixtures("pages")
def test_commands_to_copy_have_quotes(ingest: Run) -> None:
    done = ingest("run", "pages", "-o", "my tables", env={"COLUMNS": "400"})
    assert done.returncode == 0
    assert "`ingest words suggest -d 'my tables'` lists" in done.stdout
    assert "`ingest run INPUT -o 'no tables'`" in ingest("show", "-d", "no tables").stderr
    assert "`ingest run INPUT -o 'no tables'`" in ingest("history", "-d", "no tables").stderr


def test_a_dump_in_quarantine_by_its_file_name(ingest: Run, pages: Path) -> None:
    (pages / "page.txt").write_bytes(b"%PDF-1.7\n")
    assert ingest("run", "pages").returncode == 3
    for given in ("page.txt", "pages/pge.txt"):
        done = ingest("quarantine", "show", given)
        assert (done.returncode, done.stderr) == (
            2,
            f"ingest: {given}: is not in quarantine; did you mean pages/page.txt?\n",
        )
    done = ingest("quarantine", "show", "zyzzyva")
    assert done.stderr == "ingest: zyzzyva: is not in quarantine; `ingest quarantine list` shows what is\n"


def test_a_published_dump_is_named_by_its_file(ingest: Run, workplace: Path, pages: Path) -> None:
    (pages / "page.txt").write_bytes(b"%PDF-1.7\n")
    desk = workplace / "desk"
    desk.mkdir()
    assert ingest("run", "../pages", cwd=desk).returncode == 3
    for command in ("explain", "parse"):
        done = ingest(command, "pages/baker.txt", cwd=desk)
        assert (done.returncode, done.stderr) == (
            2,
            "ingest: pages/baker.txt: there is no such file here; it is the name of a published dump: "
            f"`ingest {command} ../pages/baker.txt`\n",
        )
    assert "there is no such file or folder" in ingest("explain", "pages/zyzzyva.txt", cwd=desk).stderr
    assert f"\nfile: {pages / 'page.txt'}\n" in ingest("quarantine", "show", "pages/page.txt", cwd=desk).stdout


def test_a_dataset_among_dumps_is_warned_of_once(ingest: Run, pages: Path) -> None:
    told = (
        "warning: pages holds dumps (baker.txt): the folders of the dataset (current, runs, snapshots) are written "
        "among them; name a folder of its own with -o\n"
    )
    done = ingest("run", "pages", "-o", "pages")
    assert (done.returncode, done.stderr.startswith(told)) == (0, True)
    assert told not in ingest("run", "pages", "-o", "pages").stderr
    assert "holds dumps" not in ingest("run", "pages").stderr
    assert pages.is_dir()


def test_a_dataset_that_may_not_be_written(ingest: Run, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ingest("run", "pages").returncode == 0
    (pages / "miller.txt").write_text(PAGE.replace("OVEN", "MILL"), "utf-8")

    def refuse(_: Files, operation: str, path: Path) -> None:
        if operation == "mkdir":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Files, "step", refuse)
    done = ingest("run", "pages")
    assert done.returncode == 1
    assert done.stderr.endswith(
        ": cannot be written (mkdir failed: Permission denied); change who may write there, or choose another folder "
        "with -o\n"
    )


def test_a_folder_that_cannot_hold_settings(ingest: Run) -> None:
    done = ingest("init", "/proc")
    assert done.returncode == 1
    assert done.stderr.startswith("ingest: /proc/ingest.toml: cannot be written (")
