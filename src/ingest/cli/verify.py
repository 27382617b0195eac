"""`ingest verify`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help_examples import examples
from ingest.cli.safe_text import counted, inert
from ingest.cli.terminal import show_json
from ingest.store.layout import Layout

GATE = 6


@click.command(epilog=examples("ingest verify -d strict/", "ingest verify -d strict/ --format json"))
@options.data
@options.formats
def verify(data: Path, form: str) -> int:
    """Check every file of every snapshot against its published digest.

    Every file is hashed, and derived tables are computed again in a temporary folder. Ends with 6 if anything differs,
    and names every snapshot affected. The next run repairs damage: it reads the dumps of a damaged part again, and
    rebuilds a damaged manifest from its parts.
    """
    from ingest.pipeline.derived_tables_check import verify_all  # the tables come with it

    verdict = verify_all(Layout(data))
    if form == "json":
        damages = [damage._asdict() for damage in verdict.damages]
        show_json(json.dumps(verdict._asdict() | {"damages": damages}, ensure_ascii=False, indent=1))
    else:
        for damage in verdict.damages:
            numbers = ", ".join(map(str, damage.snapshots))
            click.echo(f"{inert(damage.path)}: {inert(damage.why)} (snapshots: {numbers})")
        for reason in verdict.unsure:
            click.echo(f"not checked: {inert(reason)}")
        checked = f"{counted(verdict.files, 'file')} of {counted(verdict.snapshots, 'snapshot')}"
        click.echo(f"{checked} checked, {len(verdict.damages):,} damaged")
    return GATE if verdict.damages else 0
