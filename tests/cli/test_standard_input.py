"""Standard input as a dump: held up to the limit of one dump, whatever is sent."""

from __future__ import annotations

import contextlib
import os
import subprocess
from pathlib import Path

import pytest

from processes import PROGRAM

PROFILE = b"Glazier \xe2\x80\x94 P2\nGLASS.PANE.P2\nSkills\n- Cutting\n"
MEBI = 1 << 20


@pytest.mark.parametrize("command", [["run", "-", "--workers", "0"], ["check", "-"], ["parse", "-"]])
def test_no_more_is_read_than_a_dump_may_have(command: list[str], tmp_path: Path, programs: Path) -> None:
    environ = {**os.environ, "INGEST_MAX_BYTES": "2MiB"}
    ours, theirs = os.pipe()
    process = subprocess.Popen(
        [programs / "ingest", *command],
        cwd=tmp_path, env=environ, stdin=ours, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(ours)
    sent = _send_until_nobody_reads(theirs)
    told = process.communicate()[0].decode()
    assert sent < 10 * MEBI
    assert "E103 larger than the limit for one dump: more than 2,097,152 bytes" in told
    assert process.returncode in (1, 4, 6)


def _send_until_nobody_reads(pipe: int) -> int:
    """How many bytes were sent, 100 MiB at most."""
    sent = 0
    with os.fdopen(pipe, "wb", buffering=0) as stream, contextlib.suppress(BrokenPipeError):
        while sent < 100 * MEBI:
            sent += stream.write(PROFILE * (MEBI // len(PROFILE)))
    return sent


def test_no_standard_input(programs: Path) -> None:
    done = subprocess.run(["sh", "-c", f"'{programs}/ingest' check - <&-"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (6, "")
    assert "E104 cannot be opened or read: standard input is closed" in done.stdout


def test_a_dump_that_is_small_enough(tmp_path: Path) -> None:
    run = [PROGRAM, "run", "-", "--workers", "1", "--max-bytes", str(len(PROFILE))]
    done = subprocess.run(run, cwd=tmp_path, input=PROFILE, capture_output=True, check=False)
    assert (done.returncode, b"1 published" in done.stdout) == (0, True), done.stderr
