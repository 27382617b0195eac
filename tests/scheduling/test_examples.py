"""examples/scheduling: each file does what it is for, as far as a machine without a scheduler can tell."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ingest.exit_codes import EXIT_CODES
from ingest.settings_precedence import load_settings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "scheduling"
PAGE = (ROOT / "docs" / "scheduling.md").read_text("utf-8")


def test_the_settings_are_settings() -> None:
    settings = load_settings({}, {}, EXAMPLES / "ingest.toml")
    assert settings.inputs == ("pages=/srv/pages/export",)
    assert (settings.max_failures, settings.wait, settings.max_memory) == ("5%", 600.0, 2 * 1024**3)
    assert (settings.max_loss, settings.max_drift, settings.keep) == ("20%", "20%", 5)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze here")
def test_systemd_has_nothing_to_say(tmp_path: Path) -> None:
    """Copied, as systemd looks for the units that a unit names in its folder."""
    units = [path for path in EXAMPLES.iterdir() if path.suffix in (".service", ".timer")]
    assert len(units) == 3
    for unit in units:
        shutil.copy(unit, tmp_path)
    names = [str(tmp_path / name) for name in ("ingest.service", "ingest.timer")]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *names],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = [line for line in done.stderr.splitlines() if "ingest" in line]
    assert (done.returncode, told) == (0, [])


def test_the_dag_is_python_and_knows_the_exit_codes() -> None:
    source = (EXAMPLES / "airflow_dag.py").read_text("utf-8")
    compile(source, "airflow_dag.py", "exec", dont_inherit=True)
    constants = {
        ast.unparse(node.targets[0]): ast.literal_eval(node.value)
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign)
    }
    assert constants["NOT_AGAIN"] == {2, 4}
    assert constants["(PUBLISHED, WITH_QUARANTINE)"] == (0, 3)


def test_the_crontab_calls_the_wrapper() -> None:
    lines = (EXAMPLES / "crontab").read_text("utf-8").splitlines()
    (job,) = [line for line in lines if re.match(r"(?:[\d*/,-]+ ){5}", line)]
    assert Path(job.split()[5]).name == "ingest-nightly"
    assert os.access(EXAMPLES / "ingest-nightly", os.X_OK)


@pytest.mark.parametrize(
    ("ends_with", "code", "printed", "told"),
    [
        (0, 0, "", ""),
        (3, 0, "quarantine", ""),
        (1, 1, "", "failed with 1"),
        (2, 2, "", "ingest config"),
        (4, 4, "", "stopped by a guard"),
        (5, 75, "", "another run"),
        (143, 75, "", "signal"),
    ],
)
def test_the_wrapper_maps_exit_codes(ends_with: int, code: int, printed: str, told: str, tmp_path: Path) -> None:
    """And it passes on what the program says, in its log or beside it: message and hints are never swallowed."""
    program, log = tmp_path / "ingest", tmp_path / "log"
    event = json.dumps({"event": "refused", "error": 'source "a" lost 5 \\ of 6', "falls": []})
    program.write_text(
        f"#!/bin/sh\necho summary\necho run: \"$@\" >&2\ncat >&2 <<'END'\n{event}\nEND\nexit {ends_with}\n"
    )
    program.chmod(0o755)
    done = subprocess.run(
        [EXAMPLES / "ingest-nightly", "some folder/", "--wait", "5"],
        env=os.environ | {"INGEST": str(program), "LOG": str(log)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == code
    assert log.read_text() == f"run: run --log json some folder/ --wait 5\n{event}\n"
    for stream, words in ((done.stdout, printed), (done.stderr, told)):
        if not words:
            assert stream == ""
            continue
        first, *message = stream.splitlines()
        assert words in first
        assert message == ["run: run --log json some folder/ --wait 5", 'source "a" lost 5 \\ of 6']


def test_the_wrapper_says_that_the_program_is_not_there(tmp_path: Path) -> None:
    environ = {name: value for name, value in os.environ.items() if name != "LOG"}
    done = subprocess.run(
        [EXAMPLES / "ingest-nightly"],
        env=environ | {"INGEST": str(tmp_path / "nowhere")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 127
    assert "nowhere: not found" in done.stderr or "nowhere: No such file" in done.stderr


def test_the_wrapper_and_the_program_itself(tmp_path: Path, programs: Path) -> None:
    """What the program says reaches the mail, word for word."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(6):
        text = f"Baker — P2\nBREAD{number}.OVEN.P2\nSkills\n- Kneading\n- Works the dough.\n"
        (pages / f"{number}.txt").write_text(text, "utf-8")

    def nightly(*arguments: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [EXAMPLES / "ingest-nightly", *arguments],
            cwd=tmp_path, env=os.environ | {"INGEST": str(programs / "ingest")},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    assert nightly("pages") == (0, "", "")
    for number in range(4):
        (pages / f"{number}.txt").write_text("")
    code, printed, told = nightly("pages")
    assert (code, printed) == (4, "")
    assert (
        "\nsource 'pages': 4 of 6 published dumps are lost (4 empty): "
        "pages/0.txt, pages/1.txt, pages/2.txt and 1 more; did an export go wrong? " in told
    )
    code, printed, told = nightly("pages", "--allow-mass-loss")
    assert (code, told) == (0, "")
    assert "published, though something fell" in printed
    code, printed, told = nightly("nowhere")
    assert (code, printed) == (2, "")
    assert "\nnowhere: there is no such file or folder" in told
    code, printed, told = nightly("pages", "--no-such-option")
    assert (code, printed) == (2, "")
    assert "No such option" in told


def test_every_exit_code_and_every_file_is_on_the_page() -> None:
    for codes in re.findall(r"^  ([\d, ]+?)  ", EXIT_CODES, re.MULTILINE):
        assert re.search(rf"^\| {codes} \|", PAGE, re.MULTILINE), codes
    files = set(re.findall(r"\]\(\.\./examples/scheduling/([^)]+)\)", PAGE))
    assert files - {""} == {path.name for path in EXAMPLES.iterdir() if path.is_file()}
