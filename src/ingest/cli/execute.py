"""One run as commands start it: settings, the run with its display, its report."""

from __future__ import annotations

from collections.abc import Mapping

import click

from ingest.arrow import leave_pandas_out
from ingest.cli.log import log, log_report
from ingest.cli.progress import display
from ingest.cli.spelling import inert
from ingest.cli.streams import forgive
from ingest.cli.summary import show_summary
from ingest.cli.terminal import show_json
from ingest.errors import IngestError
from ingest.pipeline import Report, run
from ingest.settings import load_settings
from ingest.site import page_of


def execute(flags: Mapping[str, object], form: str, lines: str | None) -> int:
    """Run with these flags and print the report as `form`; `lines` is the form of what is told meanwhile.

    Returns the exit code. Raises IngestError where `lines` is not JSON; then the log tells it.
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
    except (KeyboardInterrupt, SystemExit) as end:
        code = end.code if isinstance(end, SystemExit) else 130
        log("failed", {"error": "ended by a signal", "exit_code": code}, "error")
        raise


def _run(flags: Mapping[str, object], form: str, lines: str) -> int:
    settings = load_settings(flags)
    with display(lines) as progress:
        report = run(settings, progress=progress, page=page_of(settings))
    forgive()
    _tell(report, form, lines)
    return report.exit_code


def _tell(report: Report, form: str, lines: str) -> None:
    if lines == "json":
        log_report(report)
    elif report.error:
        click.echo(f"ingest: {inert(report.error)}", err=True)
    if form == "json":
        show_json(report.model_dump_json(indent=1))
    else:
        show_summary(report)
