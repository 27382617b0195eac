"""Commands of the program, run in this process by its own entry point: a process each would take most of the time."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO
from unittest.mock import patch

from ingest.cli import main

Done = subprocess.CompletedProcess[str]


def with_few_workers(arguments: Sequence[str], environ: Mapping[str, str]) -> dict[str, str]:
    """The environment, where a run reads in its own process unless told otherwise: tests/pipeline has the workers."""
    runs = arguments[:1] in (["run"], ["quarantine"])
    return {"INGEST_WORKERS": "0", **environ} if runs else dict(environ)


def run_cli(
    *arguments: object, cwd: Path | None = None, input: str | None = None, env: Mapping[str, str] | None = None
) -> Done:
    """Run `ingest ARGUMENT…` and return its exit code and what it printed. Its streams are files, as under `> file`.

    `env` is added to this process's environment.
    """
    words = [str(argument) for argument in arguments]
    with tempfile.TemporaryDirectory(prefix="ingest-cli-") as name:
        stdin, stdout, stderr = (Path(name) / stream for stream in ("stdin", "stdout", "stderr"))
        stdin.write_text(input or "", "utf-8", "surrogateescape")
        with (
            stdin.open(encoding="utf-8") as read,
            stdout.open("w", encoding="utf-8") as out,
            stderr.open("w", encoding="utf-8") as errors,
        ):
            code = _call(words, cwd, env or {}, read, out, errors)
        return Done(["ingest", *words], code, stdout.read_text("utf-8"), stderr.read_text("utf-8"))


def run_on_terminal(columns: int, *arguments: object, cwd: Path | None = None) -> str:
    """Run `ingest ARGUMENT…` on a terminal of 24 lines, and return what it is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    pieces: list[bytes] = []
    reader = threading.Thread(target=lambda: pieces.extend(iter(lambda: _read(ours), b"")))
    reader.start()
    try:
        with os.fdopen(theirs, "w", encoding="utf-8") as screen, Path(os.devnull).open(encoding="utf-8") as nothing:
            words = [str(argument) for argument in arguments]
            _call(words, cwd, {"TERM": "xterm", "COLUMNS": "", "NO_COLOR": ""}, nothing, screen, screen)
    finally:
        reader.join()
        os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def _call(
    words: list[str], cwd: Path | None, env: Mapping[str, str], stdin: TextIO, stdout: TextIO, stderr: TextIO
) -> int:
    """Run the command line with these streams in a folder. What it changes in this process is put back."""
    threshold = gc.get_threshold()
    with (
        patch.object(gc, "freeze"),  # a command takes all that is loaded for lasting; here tests are loaded as well
        patch.multiple(sys, stdin=stdin, stdout=stdout, stderr=stderr, __stdout__=stdout, __stderr__=stderr),
        patch.dict(os.environ, with_few_workers(words, os.environ | dict(env)), clear=True),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        try:
            return main(words)
        finally:  # a command seldom looks for cycles
            gc.set_threshold(*threshold)


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
