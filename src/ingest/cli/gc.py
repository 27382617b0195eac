"""`ingest gc`."""

from __future__ import annotations

from pathlib import Path

import click

from ingest.cli import options
from ingest.cli.help import examples
from ingest.cli.progress import tell_waiting
from ingest.cli.spelling import counted
from ingest.store.draft import KEPT
from ingest.store.history import collect_garbage
from ingest.store.layout import Layout


@click.command(epilog=examples("ingest gc -d strict/", "ingest gc -d strict/ --keep 1"))
@options.data
@click.option("--keep", type=click.IntRange(min=1), default=KEPT, show_default=True, help="Snapshots that stay.")
@options.wait
def gc(data: Path, keep: int, wait: float) -> int:
    """Let old snapshots go, and what killed runs left behind.

    The published snapshot always stays. Every run does this as well, for all but the last five.
    """
    gone = collect_garbage(Layout(data), keep, wait=wait, waiting=tell_waiting)
    click.echo(f"{counted(len(gone), 'snapshot')} removed{': ' if gone else ''}{', '.join(map(str, gone))}")
    return 0
