"""The log of a run for log collectors: JSON objects on standard error, one per line, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

import click

from ingest.cli.safe_text import inert_json
from ingest.pipeline import Report

Level = Literal["info", "warning", "error"]


def log(event: str, fields: Mapping[str, object], level: Level = "info") -> None:
    """Print one object. Every one has `time` (UTC, ISO 8601), `level` and `event`."""
    time = datetime.now(UTC).isoformat(timespec="milliseconds")
    row = {"time": time, "level": level, "event": event, **fields}
    click.echo(inert_json(json.dumps(row, ensure_ascii=False)).encode(), err=True)


def log_report(report: Report) -> None:
    """What came of a run: `finding` for each dump that was not published, then `finished` or `refused`."""
    for finding in report.findings:
        log("finding", finding.model_dump(), "warning" if finding.status == "quarantined" else "info")
    names = {
        "id",
        "exit_code",
        "error",
        "seconds",
        "published",
        "snapshot",
        "accounting",
        "codes",
        "bytes",
        "falls",
        "anew",
        "figures",
    }
    fields = report.model_dump(mode="json", include=names) | {"rivals": report.rivals.codes}
    if report.error:
        log("refused", fields, "error")
    else:
        has_other_words = any(anew.what == "words" for anew in report.anew)
        log("finished", fields, "warning" if report.exit_code or report.falls or has_other_words else "info")
