"""One run as commands start it: settings, the run with its display, its report."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ingest.cli.log import log, log_report
from ingest.cli.progress import display
from ingest.cli.report_text import show_summary
from ingest.cli.safe_text import inert
from ingest.cli.streams import forgive
from ingest.cli.terminal import show_json
from ingest.errors import IngestError
from ingest.exit_codes import INTERRUPTED
from ingest.pipeline import STOPPED, Report, run
from ingest.settings_precedence import load_settings
from ingest.site import page_of
from ingest.sources.file_formats import why_not
from ingest.store.layout import Layout
from ingest.without_pandas import leave_pandas_out


def execute(flags: Mapping[str, object], form: str, lines: str | None) -> int:
    """Run with these flags and print the report as `form`; `lines` is the form of the log.

    Returns the exit code, also if Ctrl-C or SIGTERM stopped the run. Raises IngestError unless `lines` is JSON; the log
    then reports it.
    """
    leave_pandas_out()
    lines = lines or form
    if lines != "json":
        return _run(flags, form, lines)
    try:
        return _run(flags, form, lines)
    except IngestError as error:
        log("failed", {"error": str(error), "exit_code": error.exit_code}, "error")
        return error.exit_code


def _run(flags: Mapping[str, object], form: str, lines: str) -> int:
    settings = load_settings(flags)
    _warn_of_dumps(settings.out, lines)
    try:
        with display(lines) as progress:
            report = run(settings, progress=progress, page=page_of(settings))
    except (KeyboardInterrupt, SystemExit) as stop:
        code = stop.code if isinstance(stop, SystemExit) else INTERRUPTED
        _tell_stopped(getattr(stop, "__notes__", [STOPPED]), int(code or 0), lines)
        return int(code or 0)
    forgive()
    _tell(report, form, lines)
    return report.exit_code


def _warn_of_dumps(out: Path, lines: str) -> None:
    """Say that a new dataset's folders will lie among dumps, which may be a slip: `-o` names the input."""
    layout = Layout(out)
    if not out.is_dir() or layout.lock.exists() or os.path.lexists(layout.current):
        return
    try:
        dump = next((path.name for path in sorted(out.iterdir()) if not why_not(path.name) and path.is_file()), None)
    except OSError:  # the run itself says so
        return
    if dump is None:
        return
    said = f"{inert(str(out))} holds dumps ({inert(dump)}): the folders of the dataset (current, runs, snapshots) are "
    said += "written among them; name a folder of its own with -o"
    if lines == "json":
        log("dumps_in_out", {"out": str(out), "dump": dump, "hint": said}, "warning")
    else:
        click.echo(f"{click.style('warning', fg='yellow')}: {said}", err=True)


def _tell_stopped(notes: Sequence[str], code: int, lines: str) -> None:
    """Say what was published by a run that Ctrl-C or SIGTERM stopped."""
    if lines == "json":
        log("failed", {"error": " ".join(notes), "exit_code": code}, "error")
        return
    if code == INTERRUPTED and sys.stderr.isatty():
        click.echo(err=True)  # the terminal has shown ^C
    for note in notes:
        click.echo(note, err=True)


def _tell(report: Report, form: str, lines: str) -> None:
    if lines == "json":
        log_report(report)
    elif report.error:
        click.echo(f"ingest: {inert(report.error)}", err=True)
    if form == "json":
        show_json(report.model_dump_json(indent=1))
    else:
        show_summary(report)
