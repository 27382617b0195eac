"""`ingest verify`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.spelling import counted, inert
from ingest.cli.terminal import show_json
from ingest.store.layout import Layout
from ingest.store.verify import verify as verify_files

GATE = 6


@click.command(epilog=examples("ingest verify -d strict/", "ingest verify -d strict/ --format json"))
@options.data
@options.formats
def verify(data: Path, form: str) -> int:
    """Compare every file of every snapshot with what was published.

    Every file is hashed. Ends with 6 if a file is not what was published, and names every snapshot that has it. A run
    reads the dumps of a damaged part again.
    """
    verdict = verify_files(Layout(data))
    if form == "json":
        damages = [damage._asdict() for damage in verdict.damages]
        show_json(json.dumps(verdict._asdict() | {"damages": damages}, ensure_ascii=False, indent=1))
    else:
        for damage in verdict.damages:
            numbers = ", ".join(map(str, damage.snapshots))
            click.echo(f"{inert(damage.path)}: {inert(damage.why)} (snapshots: {numbers})")
        checked = f"{counted(verdict.files, 'file')} of {counted(verdict.snapshots, 'snapshot')}"
        click.echo(f"{checked} checked, {len(verdict.damages):,} damaged")
    return GATE if verdict.damages else 0
