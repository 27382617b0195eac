"""`ingest history`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.aligned_table import show_table
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import inert
from ingest.cli.terminal import show_json
from ingest.store.history import history as read_history
from ingest.store.layout import Layout


@click.command(epilog=examples("ingest history -d strict/", "ingest history -d strict/ --format json"))
@options.data
@options.formats
def history(data: Path, form: str) -> int:
    """List the snapshots that are kept, oldest first."""
    entries = read_history(Layout(data))
    if form == "json":
        show_json(json.dumps([entry._asdict() for entry in entries], indent=1))
        return 0
    show_table(
        ["snapshot", "", "written (UTC)", "profiles", "dumps", "bytes"],
        [
            (
                str(entry.number),
                "published" if entry.published else "before a loss" if entry.lost else "",
                "cannot be read" if entry.problem else (entry.written or "")[:19].replace("T", " "),
                entry.profiles,
                entry.documents,
                entry.bytes,
            )
            for entry in entries
        ],
    )
    for entry in entries:
        if entry.problem:
            click.echo(f"snapshot {entry.number}: {inert(entry.problem)}")
        if entry.lost:
            click.echo(f"what came after snapshot {entry.number}: {inert(entry.lost)}")
    return 0
